/**
 * Reads what came on one customer-service account. The platform keeps messages for three days and answers them in
 * pages; a page may be empty and still have more behind it.
 */
import { clock } from '#engine/kernel'
import { messageContent } from '../../thread/content.ts'
import type { Fed, FeedPlace, Inbound } from '../channel.ts'
import { callApi, TencentError } from '../tencent/api.ts'
import { RIGHTS, windowSince } from '../../contract/right.ts'
import { apiOf, contactId, type WecomConnection } from './api.ts'
import { contentOf } from './content.ts'
import { readEvent } from './events.ts'
import { nicknamesOf } from './nicknames.ts'
import { list, text, wireMessage, type Part, type WireMessage } from './wire.ts'

const PAGE_MAX = 1000
/** What customers wrote before the channel was set up was answered elsewhere; it is not taken over. */
const HISTORY_MS = 3_600_000
/** The call's token has run out, or is for another account. */
const WRONG_TOKEN = 95007

export async function readAccount({ name, cursor, hint }: FeedPlace, connection: WecomConnection): Promise<Fed> {
  const { since, next } = placeOf(cursor)
  const answer = await sync(connection, { open_kfid: name, cursor: next }, hint)
  const raw = list(answer, 'msg_list')
  const messages = raw.map((item) => wireMessage.safeParse(item))
  const fresh = messages.flatMap(({ data }) => (data && data.send_time * 1000 >= since ? [data] : []))
  const names = await nicknamesOf(connection, fresh)
  const read = fresh.map((message) => ({ message, inbound: toInbound(name, message, names) }))
  const unknown = [
    ...read.flatMap(({ message, inbound }) => (inbound ? [] : [message as Part])),
    ...raw.filter((_item, index) => !messages[index]!.success),
  ]
  const reached = text(answer, 'next_cursor') || next
  return {
    inbound: read.flatMap(({ inbound }) => inbound ?? []),
    unreadable: unknown.map((item) => ({ reason: 'unknown_type', body: JSON.stringify(item) })),
    cursor: `${since}:${reached}`,
    // A platform that promises more and does not move on would be asked for ever.
    more: answer['has_more'] === 1 && reached !== next,
  }
}

/** One message as the platform told it. */
export function reread(kept: string): readonly Inbound[] | undefined {
  const message = wireMessage.safeParse(jsonOf(kept)).data
  return message && toInbound(message.open_kfid ?? '', message, new Map())
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `<milliseconds before which nothing is taken>:<the platform's cursor>` */
function placeOf(cursor: string | null): { since: number; next: string } {
  const [, since, next = ''] = /^(\d+):(.*)$/s.exec(cursor ?? '') ?? []
  return { since: since === undefined ? clock.ms() - HISTORY_MS : Number(since), next }
}

async function sync(connection: WecomConnection, place: { open_kfid: string; cursor: string }, token: string | null) {
  const call = (more: object) =>
    callApi(apiOf(connection), '/cgi-bin/kf/sync_msg', { ...place, ...more, limit: PAGE_MAX, voice_format: 0 })
  if (token === null) return call({})
  try {
    return await call({ token })
  } catch (error) {
    if (error instanceof TencentError && error.code === WRONG_TOKEN) return call({})
    throw error
  }
}

function toInbound(
  account: string,
  message: WireMessage,
  names: ReadonlyMap<string, string>,
): readonly Inbound[] | undefined {
  if (message.msgtype === 'event') return readEvent(message)
  const content = messageContent.safeParse(contentOf(message))
  const customer = message.external_userid
  if (!content.success || customer === undefined) return undefined
  const sent = message.send_time * 1000
  const sender = {
    externalId: contactId(message.open_kfid ?? account, customer),
    name: names.get(customer),
    locale: 'zh-CN',
    sourceId: message.msgid,
    sentAt: new Date(sent).toISOString(),
    content: content.data,
  }
  if (message.origin === 5) {
    const id = message.servicer_userid ?? ''
    return [{ kind: 'said_elsewhere', ...sender, author: { id: `wecom:${id}`, name: id } }]
  }
  return [{ kind: 'message', ...sender, window: windowSince(sent, RIGHTS.wrote) }]
}
