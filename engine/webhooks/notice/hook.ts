/** Addresses that are told of notifications: whose they are lies with notify, how they are reached lies here. */
import { clock, invalidInput, newId, Refusal, type Context, type Locale } from '#engine/kernel'
import { audit } from '#engine/audit'
import { assertOutsideUrl } from '#engine/http'
import { ADMINISTRATOR } from '#engine/identity'
import {
  findHook,
  isZone,
  listHooks,
  removeHook,
  saveHook,
  type NotificationHook,
  type QuietHours,
} from '#engine/notify'
import { sql, type Tx } from '#engine/store'
import { placeOf, type EndpointParts } from '../endpoint.ts'
import { webhookRefusals } from '../errors.ts'
import { newWebhookSecret } from '../signature.ts'
import { formats, type FormatName } from './format.ts'

export interface HookSettings {
  readonly description: string
  readonly kinds: readonly string[]
  readonly locale: Locale
  readonly quietHours: QuietHours | null
}

export interface NewHook extends HookSettings {
  /** Absent: the caller's own. */
  readonly teamId?: string
  readonly format: FormatName
  readonly url: string
  readonly secret?: string | undefined
}

export interface ShownHook extends HookSettings {
  readonly id: string
  readonly teamId: string | null
  readonly teamName: string | null
  readonly format: FormatName
  readonly url: string
  readonly enabled: boolean
  readonly disabledReason: string | null
  readonly lastSuccessAt: string | null
  readonly pausedUntil: string | null
  readonly version: number
}

/** Enough for a person's few groups; a team's come from an administrator. */
const OWN_MAX = 5
const TEAMS_MAX = 100

export async function createHook(parts: EndpointParts, context: Context, draft: NewHook) {
  const { secret, made } = secretFor(draft)
  assertOutsideUrl(draft.url, parts.allowPrivate)
  assertZone(draft.quietHours)
  if (draft.teamId === undefined && context.actor.kind !== 'user') throw webhookRefusals.notificationHookForPeople()
  const id = newId()
  const { teamId = null, kinds, locale, quietHours: quiet } = draft
  const userId = teamId === null ? context.actor.id : null
  await parts.database.withTenant(context, async (tx) => {
    if (teamId !== null) await assertTeam(tx, context, teamId)
    await refuseTooMany(tx, context, userId)
    await insertEndpoint(parts, tx, context, { ...draft, id, secret })
    await saveHook(tx, context, { id, userId, teamId, kinds, locale, quiet })
    const { secret: _secret, url, ...after } = draft
    const change = { action: 'engine.notification-hook.create', subject: `notification-hook:${id}` }
    await audit(tx, context, { ...change, after: { ...after, url: shownUrl(url) } })
  })
  return { id, secret: made ? secret : null }
}

function secretFor({ format, secret }: NewHook): { secret: string; made: boolean } {
  const wanted = formats[format].secret
  if (wanted === 'made') return { secret: newWebhookSecret(), made: true }
  if (wanted === 'given' && secret === undefined) throw webhookRefusals.robotSecretMissing()
  return { secret: wanted === 'given' ? secret! : '', made: false }
}

/** The path and what follows it let anybody write into the group; they are shown to nobody. */
function shownUrl(url: string): string {
  return `${new URL(url).origin}/…`
}

function assertZone(quiet: QuietHours | null): void {
  if (quiet === null || isZone(quiet.zone)) return
  throw invalidInput([{ path: '/quietHours/zone', message: 'is not an IANA time zone, for example Asia/Shanghai' }])
}

async function assertTeam(tx: Tx, { tenantId }: Context, teamId: string): Promise<void> {
  const team = await tx.find(sql`select from engine.team where tenant_id = ${tenantId} and team_id = ${teamId}`)
  if (!team) throw new Refusal('engine.team-not-found', 404)
}

async function refuseTooMany(tx: Tx, context: Context, userId: string | null): Promise<void> {
  const most = userId === null ? TEAMS_MAX : OWN_MAX
  const there = await listHooks(tx, context, userId ?? undefined)
  if (there.length >= most) throw webhookRefusals.tooManyNotificationHooks({ most })
}

type NewEndpoint = Pick<NewHook, 'description' | 'format' | 'url'> & { readonly id: string; readonly secret: string }

async function insertEndpoint({ secrets }: EndpointParts, tx: Tx, { tenantId }: Context, draft: NewEndpoint) {
  const { id, url, secret, format, description } = draft
  const seal = (text: string) => secrets.seal(text, placeOf(id))
  await tx.run(sql`
    insert into engine.webhook_endpoint (tenant_id, id, purpose, format, url, sealed_url, description, patterns, secret,
      created_at)
    values (${tenantId}, ${id}, 'notifications', ${format}, ${shownUrl(url)}, ${seal(url)}, ${description}, '{}',
      ${seal(secret)}, ${clock.date()})`)
}

/** One switched on again begins without a pause. */
export async function changeHook(
  { database }: EndpointParts,
  context: Context,
  id: string,
  wanted: HookSettings & { readonly enabled: boolean },
): Promise<void> {
  assertZone(wanted.quietHours)
  await database.withTenant(context, async (tx) => {
    const hook = await getMine(tx, context, id)
    const { description, enabled, kinds, locale, quietHours: quiet } = wanted
    await saveHook(tx, context, { ...hook, kinds, locale, quiet })
    await tx.run(sql`
      update engine.webhook_endpoint set description = ${description}, enabled = ${enabled}, disabled_reason = null,
        failures = 0, paused_until = null, version = version + 1
      where tenant_id = ${context.tenantId} and id = ${id}`)
    const { kinds: formerKinds, locale: formerLocale, quiet: formerQuiet } = hook
    const before = { kinds: formerKinds, locale: formerLocale, quietHours: formerQuiet }
    const change = { action: 'engine.notification-hook.change', subject: `notification-hook:${id}` }
    await audit(tx, context, { ...change, before, after: wanted })
  })
}

export async function dropHook({ database }: EndpointParts, context: Context, id: string): Promise<void> {
  await database.withTenant(context, async (tx) => {
    const { kinds, teamId } = await getMine(tx, context, id)
    await tx.run(sql`delete from engine.webhook_endpoint where tenant_id = ${context.tenantId} and id = ${id}`)
    await removeHook(tx, context, id)
    const change = { action: 'engine.notification-hook.remove', subject: `notification-hook:${id}` }
    await audit(tx, context, { ...change, before: { kinds, teamId } })
  })
}

/** The caller's own; as an administrator also those of teams. Others' are as if they were not there. */
export async function getMine(tx: Tx, context: Context, id: string): Promise<NotificationHook> {
  const hook = await findHook(tx, context, id)
  const { actor } = context
  const mine = hook?.userId === null ? actor.roles.includes(ADMINISTRATOR) : hook?.userId === actor.id
  if (!hook || !mine) throw webhookRefusals.notificationHookNotFound()
  return hook
}

type Reached = Pick<
  ShownHook,
  'id' | 'format' | 'url' | 'description' | 'enabled' | 'disabledReason' | 'lastSuccessAt' | 'pausedUntil'
> & { readonly teamName: string | null }

/** The own ones of a user, or those of all teams. */
export function showHooks({ database }: EndpointParts, context: Context, userId?: string): Promise<ShownHook[]> {
  return database.withTenant(context, async (tx) => {
    const hooks = await listHooks(tx, context, userId)
    const rows = await tx.all(sql<Reached>`
      select e.id, e.format, e.url, e.description, e.enabled, e.disabled_reason as "disabledReason",
        e.last_success_at as "lastSuccessAt", e.paused_until as "pausedUntil", t.name as "teamName"
      from engine.webhook_endpoint e
      join engine.notification_hook h on h.tenant_id = e.tenant_id and h.id = e.id
      left join engine.team t on t.tenant_id = h.tenant_id and t.team_id = h.team_id
      where e.tenant_id = ${context.tenantId} and e.id = any(${hooks.map(({ id }) => id)}::uuid[])`)
    const reached = new Map(rows.map((row) => [row.id, row]))
    return hooks.map(({ id, teamId, kinds, locale, quiet, version }) => ({
      ...reached.get(id)!,
      teamId,
      kinds,
      locale,
      quietHours: quiet,
      version,
    }))
  })
}
