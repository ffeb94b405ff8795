/** The customer's phone: what he writes reaches the channel as the platform would bring it, sealed and signed. */
import { randomBytes } from 'node:crypto'
import { clock, newId } from '#engine/kernel'
import { encrypt, signatureOf } from '../channels/tencent/crypto.ts'
import type { TestAccount } from './account.ts'
import { keepMessage, lastMessages, recallMessage } from './message.ts'

/** There is one customer for each test account. */
export const TEST_CUSTOMER = { wechat: 'oTestPhone0000000000000000000', wecom: 'wmTestPhone00000000000000000' } as const

export type Said =
  | { readonly kind: 'text'; readonly text: string; readonly choiceId?: string | undefined }
  | { readonly kind: 'image'; readonly fileId: string }
  /** `text`: what the platform understands of it; only WeChat tells. */
  | { readonly kind: 'voice'; readonly fileId: string; readonly text: string }

type Fields = Readonly<Record<string, string | number>>

export function say(account: TestAccount, said: Said): Promise<void> {
  return account.kind === 'wecom' ? sayOnWecom(account, said) : sayOnWechat(account, said)
}

async function sayOnWechat(account: TestAccount, said: Said): Promise<void> {
  const seconds = Math.floor(clock.ms() / 1000)
  // A MsgId is a number of up to 64 bits.
  const messageId = randomBytes(7).readUIntBE(0, 6).toString()
  const fields = {
    ToUserName: 'gh_test',
    FromUserName: TEST_CUSTOMER.wechat,
    CreateTime: seconds,
    ...inXml(said),
    MsgId: messageId,
  }
  await keepMessage(account, { platformId: messageId, direction: 'in', payload: fields })
  await post(account, fields, seconds)
}

function inXml(said: Said): Fields {
  switch (said.kind) {
    case 'image':
      return { MsgType: 'image', MediaId: said.fileId, PicUrl: 'http://mmbiz.qpic.cn/test' }
    case 'voice':
      return { MsgType: 'voice', MediaId: said.fileId, Format: 'amr', Recognition: said.text }
    case 'text':
      return { MsgType: 'text', Content: said.text, ...(said.choiceId ? { bizmsgmenuid: said.choiceId } : {}) }
  }
}

function inJson(said: Said): Readonly<Record<string, unknown>> {
  if (said.kind !== 'text') return { msgtype: said.kind, [said.kind]: { media_id: said.fileId } }
  const { text: content, choiceId } = said
  return { msgtype: 'text', text: { content, ...(choiceId ? { menu_id: choiceId } : {}) } }
}

/** Whoever opens the chat for the first time enters it; that gives a code to greet him with. */
async function sayOnWecom(account: TestAccount, said: Said): Promise<void> {
  if ((await lastMessages(account)).length === 0) {
    await keepEvent(account, { event_type: 'enter_session', scene: 'test', welcome_code: newId() })
  }
  await keepMessage(account, { platformId: newId(), direction: 'in', payload: inJson(said) })
  await ring(account)
}

/** False when it cannot be taken back: WeChat tells accounts nothing of it. */
export async function takeBack(account: TestAccount, platformId: string): Promise<boolean> {
  if (account.kind !== 'wecom' || !(await recallMessage(account, platformId, 'in'))) return false
  await keepEvent(account, { event_type: 'user_recall_msg', recall_msgid: platformId })
  await ring(account)
  return true
}

function keepEvent(account: TestAccount, event: Readonly<Record<string, unknown>>): Promise<boolean> {
  return keepMessage(account, { platformId: newId(), direction: 'event', payload: { msgtype: 'event', event } })
}

/** WeCom only rings: what has come is asked for. */
function ring(account: TestAccount): Promise<void> {
  if (account.kind !== 'wecom') return Promise.resolve()
  const seconds = Math.floor(clock.ms() / 1000)
  const { corpId, openKfIds } = account.settings
  const fields = {
    ToUserName: corpId,
    CreateTime: seconds,
    MsgType: 'event',
    Event: 'kf_msg_or_event',
    Token: newId(),
    OpenKfId: openKfIds[0] ?? '',
  }
  return post(account, fields, seconds)
}

async function post(account: TestAccount, fields: Fields, seconds: number): Promise<void> {
  const { token, aesKey } = account.settings
  const receiver = account.kind === 'wecom' ? account.settings.corpId : account.settings.appId
  const sealed = encrypt(aesKey, receiver, xmlOf(fields))
  const [timestamp, nonce] = [String(seconds), randomBytes(6).toString('hex')]
  const query = new URLSearchParams({
    timestamp,
    nonce,
    encrypt_type: 'aes',
    msg_signature: signatureOf(token, timestamp, nonce, sealed),
  })
  const body = `<xml><ToUserName><![CDATA[${receiver}]]></ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`
  const headers = { 'content-type': 'text/xml' }
  const answer = await fetch(`${account.hookUrl}?${query.toString()}`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`The channel did not take the message: ${answer.status} ${await answer.text()}`)
}

/** Fields in the platform's dress: numbers bare, text as CDATA, which it cannot end by itself. */
function xmlOf(fields: Fields): string {
  const dressed = Object.entries(fields).map(([name, value]) =>
    typeof value === 'number'
      ? `<${name}>${value}</${name}>`
      : `<${name}><![CDATA[${value.replaceAll(']]>', ']] >')}]]></${name}>`,
  )
  return `<xml>${dressed.join('')}</xml>`
}
