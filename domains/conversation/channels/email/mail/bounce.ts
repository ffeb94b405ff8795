/** A report that a mail of ours was not delivered (RFC 3464). */
import type { FailureReason } from '../../channel.ts'
import { idsIn, type Mail } from './read-mail.ts'

export interface Bounce {
  /** The Message-ID of what was not delivered. */
  readonly messageId: string | undefined
  /** Undefined: it is only late, and still being tried. */
  readonly reason: FailureReason | undefined
}

/** Undefined when the mail is no such report. */
export function bounceOf(mail: Mail): Bounce | undefined {
  const report = /report-type="?delivery-status/.test(mail.header('content-type'))
  const fromServer = /^(mailer-daemon|postmaster)@/.test(mail.from?.address ?? '')
  if (!report && !(fromServer && mail.header('auto-submitted') !== '')) return undefined
  const told = wordsOf(mail, 'message/delivery-status')
  const original = ['text/rfc822-headers', 'message/rfc822'].map((type) => wordsOf(mail, type)).find(Boolean) ?? ''
  return { messageId: messageIdIn(original) ?? messageIdIn(mail.text), reason: reasonOf(told) }
}

function wordsOf({ parts }: Mail, mimeType: string): string {
  const part = parts.find((candidate) => candidate.mimeType === mimeType)
  return part ? Buffer.from(part.body).toString('utf8') : ''
}

function messageIdIn(text: string): string | undefined {
  return idsIn(/^message-id:\s*(<[^>\s]+>)/im.exec(text)?.[1])[0]
}

/** Enhanced status codes (RFC 3463): 5.2.3 and 5.3.4 are about size, 5.7 about policy. */
function reasonOf(report: string): FailureReason | undefined {
  if (/^action:\s*(delayed|relayed|expanded|delivered)/im.test(report) && !/^action:\s*failed/im.test(report))
    return undefined
  const status = /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1] ?? ''
  if (status === '5.2.3' || status === '5.3.4') return 'too_large'
  return status.startsWith('5.7') ? 'refused' : 'unreachable'
}
