/**
 * The callback of WeCom customer service. It carries no message: it says which account has something, and a token with
 * which it may be asked for within ten minutes.
 */
import type { Connection, HookAnswer, HookRequest, Reading } from '../channel.ts'
import { decrypt, isSignedBy } from '../tencent/crypto.ts'
import { field, parseXml } from '../tencent/xml.ts'
import type { WecomSettings } from './settings.ts'

const SUCCESS: HookAnswer = { status: 200, body: 'success' }

export function readCallback(request: HookRequest, { settings }: Connection<WecomSettings>): Reading {
  if (request.method === 'GET') return checkUrl(request, settings)
  const envelope = parseXml(request.body)
  const encrypted = envelope ? field(envelope, 'Encrypt') : ''
  if (!isSigned(request, settings, encrypted)) return { outcome: 'refused' }
  const xml = decrypt(settings.aesKey, settings.corpId, encrypted)
  if (xml === undefined) return unreadable('not_decryptable', request.body)
  const fields = parseXml(xml)
  if (!fields) return unreadable('malformed', xml)
  const account = field(fields, 'OpenKfId')
  if (field(fields, 'Event') !== 'kf_msg_or_event' || account === '') return unreadable('unknown_type', xml)
  // Accounts of the same company that another channel serves, or none.
  if (!settings.openKfIds.includes(account)) return { outcome: 'answered', answer: SUCCESS }
  return { outcome: 'called', feed: account, hint: field(fields, 'Token'), answer: SUCCESS }
}

/** The echo comes encrypted and goes back readable: so the platform sees that we have the key. */
function checkUrl(request: HookRequest, settings: WecomSettings): Reading {
  const { echostr = '' } = request.query
  if (!isSigned(request, settings, echostr)) return { outcome: 'refused' }
  const echo = decrypt(settings.aesKey, settings.corpId, echostr)
  return echo === undefined ? { outcome: 'refused' } : { outcome: 'answered', answer: { status: 200, body: echo } }
}

function isSigned({ query }: HookRequest, { token }: WecomSettings, encrypted: string): boolean {
  const { msg_signature, timestamp = '', nonce = '' } = query
  return encrypted !== '' && isSignedBy(msg_signature, token, timestamp, nonce, encrypted)
}

function unreadable(reason: string, body: string): Reading {
  return { outcome: 'unreadable', reason, body, answer: SUCCESS }
}
