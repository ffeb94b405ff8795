/** The customer's phone: what she writes is posted to the channel's address as WeChat would, signed and encrypted. */
import { clock, newId, type Context } from '#engine/kernel'
import { sql, type Database, type Tx } from '#engine/store'
import { CAST } from '../cast.ts'
import type { WechatAccount } from './account.ts'
import { seal, xmlOf } from './envelope.ts'

export interface Phone {
  /** `n` makes the platform's message id: the same one again is the same message. */
  write(n: number, text: string): Promise<void>
  sendPicture(n: number, mediaId: string): Promise<void>
  /** Taps a choice of a menu that the account has sent. */
  tap(n: number, choice: { readonly id: string; readonly content: string }): Promise<void>
}

/** What went over the wire, either way. */
export interface WireMessage {
  readonly direction: 'sent' | 'received'
  readonly payload: Readonly<Record<string, unknown>>
  readonly at: string
}

export interface MenuChoice {
  readonly id: string
  readonly content: string
}

interface PhoneParts {
  readonly database: Database
  readonly localUrl: () => string
}

const MESSAGES_A_RUN_MAX = 100
/** A platform's MsgId has up to 19 digits. */
const FIRST_MESSAGE_ID = 7_200_000_000_000

export function openPhone(
  parts: PhoneParts,
  context: Context,
  account: WechatAccount & { readonly address: string },
  runNumber: number,
): Phone {
  const post = async (n: number, fields: Readonly<Record<string, string | number>>): Promise<void> => {
    const seconds = Math.floor(clock.ms() / 1000)
    const messageId = FIRST_MESSAGE_ID + runNumber * MESSAGES_A_RUN_MAX + n
    const all = { FromUserName: CAST.openId, CreateTime: seconds, ...fields, MsgId: messageId }
    await keepMessage(parts.database, context, CAST.openId, 'sent', all, `sent:${messageId}`)
    const { query, body } = seal(xmlOf({ ToUserName: 'gh_yunqi', ...all }), account, seconds)
    const url = `${parts.localUrl()}/api/conversation/hooks/${account.address}?${query.toString()}`
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })
    if (!answer.ok) throw new Error(`The channel did not take the message: ${answer.status} ${await answer.text()}`)
  }
  return {
    write: (n, text) => post(n, { MsgType: 'text', Content: text }),
    sendPicture: (n, mediaId) => post(n, { MsgType: 'image', MediaId: mediaId, PicUrl: 'http://mmbiz.qpic.cn/story' }),
    tap: (n, { id, content }) => post(n, { MsgType: 'text', Content: content, bizmsgmenuid: id }),
  }
}

export async function keepMessage(
  database: Database,
  context: Pick<Context, 'tenantId'>,
  openId: string,
  direction: WireMessage['direction'],
  payload: object,
  source: string | null = null,
): Promise<void> {
  await database.withTenant(context, (tx) =>
    tx.run(sql`
      insert into flows.wechat_message (tenant_id, message_id, open_id, direction, source, payload, at)
      values (${context.tenantId}, ${newId()}, ${openId}, ${direction}, ${source}, ${JSON.stringify(payload)}, ${clock.date()})
      on conflict do nothing`),
  )
}

/** Since the run began, oldest first. */
export function messagesSince(tx: Tx, since: string): Promise<WireMessage[]> {
  return tx.all(sql<WireMessage>`
    select direction, payload, at from flows.wechat_message
    where open_id = ${CAST.openId} and at >= ${since}::timestamptz order by message_id`)
}

/** The choices of a message's menu; none for other messages. */
export function choicesOf({ direction, payload }: WireMessage): readonly MenuChoice[] {
  if (direction !== 'received' || payload['msgtype'] !== 'msgmenu') return []
  return (payload['msgmenu'] as { list: MenuChoice[] }).list
}
