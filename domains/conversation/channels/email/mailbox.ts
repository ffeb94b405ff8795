/**
 * Reads what came into one folder. The cursor is `<uidvalidity>:<last uid>`. When the server numbers its mails anew, the
 * last days are read again: what is known already is known by its Message-ID.
 */
import { clock } from '#engine/kernel'
import type { FetchMessageObject } from 'imapflow'
import type { Fed, FeedPlace } from '../channel.ts'
import { withMailbox, type EmailConnection, type ImapClient } from './connect.ts'
import { toInbound } from './inbound.ts'
import { readMail, type MailPlace } from './mail/read-mail.ts'

const PAGE_MAX = 20
const DAY_MS = 86_400_000
/** How far back the first reading looks, and among unread mails only: the rest was answered elsewhere. */
const FIRST_MS = DAY_MS
const AGAIN_MS = 3 * DAY_MS
/** Of larger mails only the beginning is read: the words, and what is attached by name. */
const MAIL_BYTES_MAX = 30 * 1024 * 1024
const HEAD_BYTES = 256 * 1024

export function readFolder({ name, cursor }: FeedPlace, connection: EmailConnection): Promise<Fed> {
  return withMailbox(connection, async (client) => {
    const { uidValidity, uidNext } = await client.mailboxOpen(name, { readOnly: true })
    const from = placeOf(cursor)
    const uids = await newUids(client, from, Number(uidValidity))
    const page = uids.slice(0, PAGE_MAX)
    const fed = emptyFed()
    for (const uid of page)
      await readOne(client, connection, { folder: name, uidValidity: String(uidValidity), uid }, fed)
    const known = from?.uidValidity === Number(uidValidity) ? from.uid : 0
    const reached = uids.length > page.length ? page.at(-1)! : Math.max(known, uidNext - 1, page.at(-1) ?? 0)
    return { ...fed, cursor: `${uidValidity}:${reached}`, more: uids.length > page.length }
  })
}

interface Filling {
  readonly inbound: Fed['inbound'][number][]
  readonly unreadable: Fed['unreadable'][number][]
}

function emptyFed(): Filling {
  return { inbound: [], unreadable: [] }
}

function placeOf(cursor: string | null): { uidValidity: number; uid: number } | undefined {
  const [, uidValidity, uid] = /^(\d+):(\d+)$/.exec(cursor ?? '') ?? []
  return uidValidity === undefined ? undefined : { uidValidity: Number(uidValidity), uid: Number(uid) }
}

/** In their order. `n:*` always answers the last mail, even one before n. */
async function newUids(
  client: ImapClient,
  from: { uidValidity: number; uid: number } | undefined,
  uidValidity: number,
): Promise<number[]> {
  const since = (ms: number) => new Date(clock.ms() - ms)
  const query =
    from === undefined
      ? { seen: false, since: since(FIRST_MS) }
      : from.uidValidity === uidValidity
        ? { uid: `${from.uid + 1}:*` }
        : { since: since(AGAIN_MS) }
  const found = await client.search(query, { uid: true })
  const after = from?.uidValidity === uidValidity ? from.uid : 0
  return (Array.isArray(found) ? found : []).filter((uid) => uid > after).toSorted((a, b) => a - b)
}

/** A mail that cannot be read costs nobody the next one: it is kept as it came. */
async function readOne(client: ImapClient, connection: EmailConnection, place: MailPlace, fed: Filling): Promise<void> {
  const raw = await fetchSource(client, place.uid)
  // Moved or deleted since the search.
  if (!raw?.source) return
  try {
    const isWhole = (raw.size ?? 0) <= MAIL_BYTES_MAX
    const mail = await readMail(raw.source, { place, isWhole, receivedAt: receivedAt(raw) })
    const inbound = toInbound(mail, connection)
    if (inbound === 'unreadable') fed.unreadable.push({ reason: 'unknown_type', body: beginning(raw.source) })
    else fed.inbound.push(...inbound)
  } catch (error) {
    fed.unreadable.push({ reason: `malformed: ${String(error)}`, body: beginning(raw.source) })
  }
}

async function fetchSource(client: ImapClient, uid: number): Promise<FetchMessageObject | undefined> {
  const sized = await client.fetchOne(String(uid), { size: true, internalDate: true }, { uid: true })
  if (!sized) return undefined
  const isWhole = (sized.size ?? 0) <= MAIL_BYTES_MAX
  const query = { source: isWhole ? true : { start: 0, maxLength: HEAD_BYTES } }
  const fetched = await client.fetchOne(String(uid), query, { uid: true })
  return fetched ? { ...sized, ...fetched, size: sized.size, internalDate: sized.internalDate } : undefined
}

/** When the server got it: what the mail itself says may be anything. */
function receivedAt({ internalDate }: FetchMessageObject): string {
  const at = internalDate === undefined ? clock.date() : new Date(internalDate)
  return Number.isNaN(at.getTime()) || at.getTime() > clock.ms() ? clock.iso() : at.toISOString()
}

const UNREADABLE_BYTES_MAX = 64 * 1024

function beginning(source: Buffer): string {
  return source.subarray(0, UNREADABLE_BYTES_MAX).toString('utf8')
}
