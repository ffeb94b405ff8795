/**
 * The callback of an Official Account. The signature is verified first; what passes it is always acknowledged, because
 * the platform would send it three times and then tell the customer that the account is out of order.
 */
import type { Connection, HookAnswer, HookRequest, Inbound, Reading } from '../channel.ts'
import { decrypt, isSignedBy } from '../tencent/crypto.ts'
import { toInbound } from './inbound.ts'
import type { WechatSettings } from './settings.ts'
import { field, parseXml } from '../tencent/xml.ts'

/** "I have it, and there is nothing to show now." Replies go through the customer-service API. */
const SUCCESS: HookAnswer = { status: 200, body: 'success' }

export function readCallback(request: HookRequest, { settings }: Connection<WechatSettings>): Reading {
  if (request.method === 'GET') return checkUrl(request, settings)
  const opened = open(request, settings)
  if (opened.outcome === 'refused') return opened
  const unreadable = (reason: string): Reading => ({
    outcome: 'unreadable',
    reason,
    body: opened.outcome === 'opened' ? opened.xml : request.body,
    answer: SUCCESS,
  })
  if (opened.outcome === 'unreadable') return unreadable(opened.reason)
  const fields = parseXml(opened.xml)
  if (!fields || field(fields, 'FromUserName') === '') return unreadable('malformed')
  const inbound = toInbound(fields)
  return inbound ? { outcome: 'read', inbound: [inbound], answer: SUCCESS } : unreadable('unknown_type')
}

/** What was kept is the message where it could be opened, and the sealed callback where not. */
export function reread(kept: string, { settings }: Connection<WechatSettings>): readonly Inbound[] | undefined {
  const fields = parseXml(kept)
  const encrypted = fields ? field(fields, 'Encrypt') : ''
  const opened = encrypted === '' ? fields : parseXml(decrypt(settings.aesKey, settings.appId, encrypted) ?? '')
  const inbound = opened && field(opened, 'FromUserName') !== '' ? toInbound(opened) : undefined
  return inbound && [inbound]
}

function checkUrl({ query }: HookRequest, { token }: WechatSettings): Reading {
  const { signature, timestamp = '', nonce = '', echostr = '' } = query
  if (!isSignedBy(signature, token, timestamp, nonce)) return { outcome: 'refused' }
  return { outcome: 'answered', answer: { status: 200, body: echostr } }
}

type Opened =
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'unreadable'; readonly reason: string }
  | { readonly outcome: 'opened'; readonly xml: string }

/** The readable XML. Where both forms come, the encrypted one counts: only it is signed. */
function open({ query, body }: HookRequest, settings: WechatSettings): Opened {
  const { signature, msg_signature, timestamp = '', nonce = '', encrypt_type } = query
  const { token, mode, aesKey, appId } = settings
  if (mode === 'plain' || (mode === 'compatible' && encrypt_type !== 'aes')) {
    return isSignedBy(signature, token, timestamp, nonce) ? { outcome: 'opened', xml: body } : { outcome: 'refused' }
  }
  const fields = parseXml(body)
  const encrypted = fields ? field(fields, 'Encrypt') : ''
  if (!isSignedBy(msg_signature, token, timestamp, nonce, encrypted)) return { outcome: 'refused' }
  const xml = decrypt(aesKey, appId, encrypted)
  return xml === undefined ? { outcome: 'unreadable', reason: 'not_decryptable' } : { outcome: 'opened', xml }
}
