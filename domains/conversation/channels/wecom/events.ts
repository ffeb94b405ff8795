/** What happens on an account, in our words. Nothing (an empty list) for what touches no customer. */
import type { FailureReason, Inbound } from '../channel.ts'
import { contactId } from './api.ts'
import { part, text, type Part, type WireMessage } from './wire.ts'

/** A greeting must be sent this soon after the customer has come in. */
const WELCOME_MS = 20_000

/** Undefined: an event that nobody knows and that names no customer. */
export function readEvent(message: WireMessage): readonly Inbound[] | undefined {
  const event = part(message, 'event')
  switch (text(event, 'event_type')) {
    case 'msg_send_fail':
      return [{ kind: 'send_failed', platformId: text(event, 'fail_msgid'), reason: failureOf(event) }]
    case 'user_recall_msg':
    case 'servicer_recall_msg':
      return [{ kind: 'recall', sourceId: text(event, 'recall_msgid') }]
    case 'servicer_status_change':
      // Who sits in WeCom's own app is no business of ours: presence here is Facet's own.
      return []
    default:
      return happened(message, event)
  }
}

/** https://developer.work.weixin.qq.com/document/path/94670: fail_type. */
const FAILURES: Readonly<Record<string, FailureReason>> = {
  1: 'credentials',
  2: 'credentials',
  4: 'window_closed',
  5: 'window_closed',
  6: 'quota_used',
  7: 'credentials',
  8: 'credentials',
  9: 'credentials',
  10: 'unreachable',
  11: 'credentials',
  12: 'not_supported',
}

function failureOf(event: Part): FailureReason {
  return FAILURES[text(event, 'fail_type')] ?? 'refused'
}

function happened(message: WireMessage, event: Part): readonly Inbound[] | undefined {
  const [account, customer] = [text(event, 'open_kfid'), text(event, 'external_userid')]
  const type = text(event, 'event_type')
  if (account === '' || customer === '' || type === '') return undefined
  const sent = message.send_time * 1000
  const code = text(event, 'welcome_code')
  const details = Object.entries(event).filter(([name]) => !ENVELOPE.has(name))
  return [
    {
      kind: 'event',
      externalId: contactId(account, customer),
      locale: 'zh-CN',
      sourceId: message.msgid,
      sentAt: new Date(sent).toISOString(),
      event: nameOf(type, event),
      details: Object.fromEntries(details),
      ...(code === '' ? {} : { greet: { code, until: new Date(sent + WELCOME_MS).toISOString() } }),
    },
  ]
}

const ENVELOPE = new Set(['event_type', 'open_kfid', 'external_userid', 'welcome_code'])

function nameOf(type: string, event: Part): string {
  if (type === 'reject_customer_msg_switch_change') {
    return text(event, 'reject_switch') === '1' ? 'unsubscribed' : 'subscribed'
  }
  return type === 'enter_session' ? 'entered' : type
}
