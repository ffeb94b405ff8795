/** The channels of a tenant: their settings, checked by their kind; their secrets sealed. */
import { clock, invalidInput, newId, Refusal, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { sql, type Database, type SecretBox, type Tx } from '#engine/store'
import type { z } from 'zod'
import { conversationRefusals } from '../errors.ts'
import { accessTokens } from './access-token.ts'
import { channelAddress, type ChannelPlace } from './address.ts'
import type { ChannelKind, Connection } from './channel.ts'
import { conduct, type Conduct } from './conduct.ts'
import { channelKinds } from './index.ts'

export interface Channel extends ChannelPlace {
  readonly kind: ChannelKind
  readonly name: string
  readonly enabled: boolean
  readonly conduct: Conduct
  readonly connection: Connection
}

/** A channel for lists and forms: secrets are told only as present or not. */
export interface ChannelRecord {
  readonly channelId: string
  readonly kind: string
  readonly name: string
  readonly enabled: boolean
  readonly address: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly secretsSet: readonly string[]
  readonly conduct: Conduct
  readonly refusedCount: number
  readonly refusedAt: string | null
  readonly unreadableCount: number
  readonly feeds: readonly FeedRecord[]
  readonly version: number
}

/** What the channel has to ask for; see feed.ts. */
export interface FeedRecord {
  readonly name: string
  readonly readAt: string | null
  readonly failure: string | null
}

export interface ChannelDraft {
  readonly channelId?: string
  readonly kind: string
  readonly name: string
  readonly enabled?: boolean
  readonly settings: Readonly<Record<string, unknown>>
  readonly conduct?: z.input<typeof conduct>
}

export interface ChannelDirectory {
  /** The channel at an address that somebody outside uses; undefined when there is none. */
  find(place: ChannelPlace): Promise<Channel | undefined>
  list(context: Context): Promise<ChannelRecord[]>
  create(context: Context, draft: ChannelDraft): Promise<string>
  /** Secrets that are left empty stay as they are. */
  update(context: Context, channelId: string, draft: Omit<ChannelDraft, 'kind'>, version: number): Promise<void>
  countRefused(place: ChannelPlace): Promise<void>
}

interface Row {
  readonly channelId: string
  readonly kind: string
  readonly name: string
  readonly enabled: boolean
  readonly settings: Record<string, unknown>
  readonly secrets: string | null
  readonly conduct: unknown
  readonly refusedCount: number
  readonly refusedAt: string | null
  readonly version: number
}

const COLUMNS = sql.raw(`c.channel_id as "channelId", c.kind, c.name, c.enabled, c.settings, c.secrets, c.conduct,
  c.refused_count as "refusedCount", c.refused_at as "refusedAt", c.version`)

/** Settings change rarely and are needed with every message; another process's change is seen after this long. */
const KEPT_MS = 3000

export function channelDirectory(parts: {
  database: Database
  secretBox: SecretBox
  /** Whether a channel with these settings may call addresses of our own network. */
  mayCallInside: (settings: Readonly<Record<string, unknown>>) => boolean
}): ChannelDirectory {
  const { database } = parts
  const kept = new Map<string, { channel: Channel | undefined; until: number }>()

  async function find(place: ChannelPlace): Promise<Channel | undefined> {
    const key = channelAddress(place)
    const known = kept.get(key)
    if (known && known.until > performance.now()) return known.channel
    const row = await database.withTenant(place, (tx) => findRow(tx, place))
    const channel = row && openChannel(parts, place, row)
    if (kept.size > 5000) kept.clear()
    kept.set(key, { channel, until: performance.now() + KEPT_MS })
    return channel
  }

  return {
    find,
    list: (context) => database.withTenant(context, (tx) => listRows(tx, context, parts.secretBox)),
    create: async (context, draft) => {
      const channelId = draft.channelId ?? newId()
      const { open, sealed } = checkedSettings(parts.secretBox, channelId, draft.kind, draft.settings, {})
      await database.withTenant(context, async (tx) => {
        await tx.run(sql`
          insert into conversation.channel (tenant_id, channel_id, kind, name, enabled, settings, secrets, conduct)
          values (${context.tenantId}, ${channelId}, ${draft.kind}, ${draft.name}, ${draft.enabled ?? true},
            ${JSON.stringify(open)}, ${sealed}, ${JSON.stringify(conduct.parse(draft.conduct ?? {}))})`)
        await audit(tx, context, {
          action: 'conversation.channel.create',
          subject: `channel:${channelId}`,
          after: { kind: draft.kind, name: draft.name, settings: open },
        })
      })
      kept.delete(channelAddress({ tenantId: context.tenantId, channelId }))
      return channelId
    },
    update: async (context, channelId, draft, version) => {
      const place = { tenantId: context.tenantId, channelId }
      await database.withTenant(context, (tx) => updateRow(tx, context, parts.secretBox, place, draft, version))
      kept.delete(channelAddress(place))
    },
    countRefused: ({ tenantId, channelId }) =>
      database.withTenant({ tenantId }, async (tx) => {
        await tx.run(sql`
          update conversation.channel set refused_count = refused_count + 1, refused_at = ${clock.date()}
          where tenant_id = ${tenantId} and channel_id = ${channelId}`)
      }),
  }
}

function findRow(tx: Tx, { tenantId, channelId }: ChannelPlace): Promise<Row | undefined> {
  return tx.find(sql<Row>`
    select ${COLUMNS} from conversation.channel c where c.tenant_id = ${tenantId} and c.channel_id = ${channelId}`)
}

async function listRows(tx: Tx, { tenantId }: Context, box: SecretBox): Promise<ChannelRecord[]> {
  const rows = await tx.all(sql<Row & { unreadableCount: number; feeds: FeedRecord[] }>`
    select ${COLUMNS}, (select count(*)::int from conversation.unreadable u
      where u.tenant_id = c.tenant_id and u.channel_id = c.channel_id and u.done_at is null) as "unreadableCount",
      (select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'readAt', f.read_at, 'failure', f.failure)
        order by f.name), '[]') from conversation.feed f
        where f.tenant_id = c.tenant_id and f.channel_id = c.channel_id) as feeds
    from conversation.channel c where c.tenant_id = ${tenantId} order by c.name collate "zh-x-icu", c.channel_id`)
  return rows.map(({ secrets, ...row }) => ({
    ...row,
    conduct: conduct.parse(row.conduct),
    address: channelAddress({ tenantId, channelId: row.channelId }),
    secretsSet: Object.entries(openSecrets(box, row.channelId, secrets)).flatMap(([name, text]) =>
      text === '' ? [] : [name],
    ),
  }))
}

async function updateRow(
  tx: Tx,
  context: Context,
  box: SecretBox,
  place: ChannelPlace,
  draft: Omit<ChannelDraft, 'kind'>,
  version: number,
): Promise<void> {
  const row = await findRow(tx, place)
  if (!row) throw conversationRefusals.channelNotFound()
  const former = openSecrets(box, place.channelId, row.secrets)
  const { open, sealed } = checkedSettings(box, place.channelId, row.kind, draft.settings, former)
  const next = conduct.parse({ ...(row.conduct as object), ...draft.conduct })
  const changed = await tx.run(sql`
    update conversation.channel set name = ${draft.name}, enabled = ${draft.enabled ?? row.enabled},
      settings = ${JSON.stringify(open)}, secrets = ${sealed}, conduct = ${JSON.stringify(next)}, version = version + 1
    where tenant_id = ${place.tenantId} and channel_id = ${place.channelId} and version = ${version}`)
  if (changed === 0) throw new Refusal('engine.version-conflict', 412)
  await audit(tx, context, {
    action: 'conversation.channel.update',
    subject: `channel:${place.channelId}`,
    before: { name: row.name, settings: row.settings, conduct: row.conduct },
    after: { name: draft.name, settings: open, conduct: next },
  })
}

function openChannel(parts: Parameters<typeof channelDirectory>[0], place: ChannelPlace, row: Row): Channel {
  const settings = { ...row.settings, ...openSecrets(parts.secretBox, place.channelId, row.secrets) }
  return {
    ...place,
    kind: kindOf(row.kind),
    name: row.name,
    enabled: row.enabled,
    conduct: conduct.parse(row.conduct),
    connection: {
      ...place,
      settings,
      tokens: accessTokens(parts.database, place),
      allowPrivate: parts.mayCallInside(settings),
    },
  }
}

export function kindOf(kind: string): ChannelKind {
  const found = channelKinds.find((candidate) => candidate.kind === kind)
  if (!found) throw conversationRefusals.wrongChannelKind({ kind })
  return found
}

/** Checks the settings by the kind's own schema, every problem at once, and parts them from the secrets. */
function checkedSettings(
  box: SecretBox,
  channelId: string,
  kindName: string,
  given: Readonly<Record<string, unknown>>,
  former: Readonly<Record<string, string>>,
): { open: Record<string, unknown>; sealed: string } {
  const kind = kindOf(kindName)
  const kept = Object.fromEntries(Object.entries(former).filter(([name]) => (given[name] ?? '') === ''))
  const parsed = kind.settings.safeParse({ ...given, ...kept })
  if (!parsed.success) throw invalidInput(parsed.error.issues.map(toProblem))
  const isSecret = (name: string): boolean => kind.secrets.includes(name)
  const entries = Object.entries(parsed.data)
  const secrets = Object.fromEntries(entries.filter(([name]) => isSecret(name)))
  return {
    open: Object.fromEntries(entries.filter(([name]) => !isSecret(name))),
    sealed: box.seal(JSON.stringify(secrets), placeOf(channelId)),
  }
}

function openSecrets(box: SecretBox, channelId: string, sealed: string | null): Record<string, string> {
  return sealed === null ? {} : (JSON.parse(box.open(sealed, placeOf(channelId))) as Record<string, string>)
}

function placeOf(channelId: string): string {
  return `channel:${channelId}`
}

function toProblem({ path, message }: z.core.$ZodIssue) {
  return { path: `/settings/${path.join('/')}`, message }
}
