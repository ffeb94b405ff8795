/** Answers by SMTP, and what its replies mean for us. */
import { Refusal } from '#engine/kernel'
import type { MessageContent } from '../../thread/content.ts'
import type { FailureReason, Outbound, SendOutcome } from '../channel.ts'
import { openTransport, type EmailConnection } from './connect.ts'
import { composeLetter, messageIdOf } from './letter.ts'

/** So many mails that nobody wrote go to one customer within an hour: two programs that talk to each other stop here. */
const AUTOMATIC_MAX = 5
const FILE_BYTES_MAX = 20 * 1024 * 1024

export async function sendMail(outbound: Outbound, connection: EmailConnection): Promise<SendOutcome> {
  const answered = headOf(await outbound.answered())
  if (outbound.automatic) {
    if (answered?.automatic) return kept('answers a mail that a program has written')
    if ((await outbound.automaticBefore()) >= AUTOMATIC_MAX) return kept('too many automatic mails within an hour')
  }
  const letter = await composeLetter(outbound, connection, answered)
  const bytes = (letter.attachments ?? []).reduce((sum, { content }) => sum + (content as Buffer).length, 0)
  if (bytes > FILE_BYTES_MAX) return { outcome: 'failed', reason: 'too_large', detail: String(bytes) }
  try {
    const transport = await openTransport(connection)
    await transport.sendMail(letter).finally(() => transport.close())
    return { outcome: 'sent', platformId: messageIdOf(outbound, connection) }
  } catch (error) {
    if (error instanceof Refusal) return { outcome: 'later', reason: error.code }
    return outcomeOf(error as SmtpError)
  }
}

function headOf(content: MessageContent | undefined) {
  return content?.type === 'text' ? content.mail : undefined
}

function kept(detail: string): SendOutcome {
  return { outcome: 'failed', reason: 'refused', detail }
}

interface SmtpError extends Error {
  readonly code?: string
  readonly responseCode?: number
  /** What the server was told last: after DATA nobody knows without its answer. */
  readonly command?: string
}

function outcomeOf({ code, responseCode, command, message }: SmtpError): SendOutcome {
  if (code === 'EAUTH') return { outcome: 'failed', reason: 'credentials', detail: message }
  if (responseCode !== undefined && responseCode >= 500) {
    return { outcome: 'failed', reason: reasonOf(responseCode, command, message), detail: message }
  }
  if (responseCode === undefined && command === 'DATA')
    return { outcome: 'failed', reason: 'uncertain', detail: message }
  return { outcome: 'later', reason: message }
}

function reasonOf(responseCode: number, command: string | undefined, message: string): FailureReason {
  if (responseCode === 552 || /\b5\.(2\.3|3\.4)\b/.test(message)) return 'too_large'
  return command === 'RCPT TO' ? 'unreachable' : 'refused'
}
