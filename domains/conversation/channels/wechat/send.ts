/** Messages to customers through the customer-service API, and what its error codes mean for us. */
import { Refusal } from '#engine/kernel'
import { isAttachment, type MessageContent } from '../../thread/content.ts'
import { plainText } from '../../thread/plain-text.ts'
import type { Connection, FailureReason, Outbound, SendOutcome } from '../channel.ts'
import { callApi, TencentError, uploadMedia } from '../tencent/api.ts'
import { apiOf } from './api.ts'
import type { WechatSettings } from './settings.ts'

type WechatConnection = Connection<WechatSettings>

type Payload = Record<string, unknown>

export function sendMessage(outbound: Outbound, connection: WechatConnection): Promise<SendOutcome> {
  return attempt({ touser: outbound.externalId, type: outbound.content.type }, connection, () =>
    payloadOf(outbound, connection),
  )
}

/** Words that stand in no thread. */
export function sendText(touser: string, text: string, connection: WechatConnection): Promise<SendOutcome> {
  return attempt({ touser, type: 'text' }, connection, async () => structured({ type: 'text', text }))
}

async function attempt(
  { touser, type }: { touser: string; type: string },
  connection: WechatConnection,
  prepare: () => Promise<Payload | undefined>,
): Promise<SendOutcome> {
  let isSending = false
  try {
    const payload = await prepare()
    if (!payload) return { outcome: 'failed', reason: 'not_supported', detail: type }
    isSending = true
    await callApi(apiOf(connection), '/cgi-bin/message/custom/send', { touser, ...payload })
    return { outcome: 'sent', platformId: null }
  } catch (error) {
    if (error instanceof TencentError) return outcomeOf(error)
    if (error instanceof Refusal) return networkOutcome(error, isSending)
    throw error
  }
}

async function payloadOf({ content, openFile }: Outbound, connection: WechatConnection): Promise<Payload | undefined> {
  if (content.type === 'mini_program') {
    const { title, appId: appid, page: pagepath } = content
    const thumb_media_id = await uploadMedia(apiOf(connection), 'image', await openFile())
    return { msgtype: 'miniprogrampage', miniprogrampage: { title, appid, pagepath, thumb_media_id } }
  }
  if (isAttachment(content)) {
    const { type } = content
    if (type !== 'image' && type !== 'voice' && type !== 'video') return undefined
    const media = { media_id: await uploadMedia(apiOf(connection), type, await openFile()) }
    return { msgtype: type, [type]: type === 'video' ? { ...media, title: content.name } : media }
  }
  return { ...structured(content) }
}

function structured(content: MessageContent): Payload {
  if (content.type === 'menu') {
    const list = content.choices.map(({ id, label }) => ({ id, content: label }))
    return { msgtype: 'msgmenu', msgmenu: { head_content: content.text, list, tail_content: '' } }
  }
  if (content.type === 'link') {
    const { title, description = '', url, imageUrl = '' } = content
    return { msgtype: 'news', news: { articles: [{ title, description, url, picurl: imageUrl }] } }
  }
  if (content.type === 'card' && content.url !== undefined) {
    const description = content.lines.map(({ label, value }) => `${label} ${value}`).join('\n')
    return { msgtype: 'news', news: { articles: [{ title: content.title, description, url: content.url }] } }
  }
  return { msgtype: 'text', text: { content: plainText(content) } }
}

/** https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html */
const FAILURES: Readonly<Record<number, FailureReason>> = {
  45015: 'window_closed',
  45047: 'quota_used',
  40003: 'unreachable',
  43004: 'unreachable',
  45002: 'too_large',
  40005: 'not_supported',
  40007: 'not_supported',
  40001: 'credentials',
  40013: 'credentials',
  40125: 'credentials',
  40164: 'credentials',
  48001: 'credentials',
}
/** The platform is busy, or we ask too often. */
const PASSING = new Set([-1, 45009, 45011])

function outcomeOf(error: TencentError): SendOutcome {
  if (PASSING.has(error.code)) return { outcome: 'later', reason: error.message }
  return { outcome: 'failed', reason: FAILURES[error.code] ?? 'refused', detail: error.message }
}

const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** The API knows no message ids: what may have arrived is not sent again by itself. */
function networkOutcome({ code, params }: Refusal, isSending: boolean): SendOutcome {
  const neverSent = code === 'engine.outside-unreachable' && NEVER_CONNECTED.has(String(params['reason']))
  if (!isSending || neverSent) return { outcome: 'later', reason: code }
  return { outcome: 'failed', reason: 'uncertain', detail: code }
}
