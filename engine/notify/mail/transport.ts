import { createTransport } from 'nodemailer'
import type { Readable } from 'node:stream'

/** Hands a mail to the world. */
export interface MailTransport {
  /** Resolves when the next server has taken it over; rejects with `MailRefused` when it never will. */
  send(mail: OutgoingMail): Promise<void>
  close(): void
}

export interface OutgoingMail {
  /** The same at every attempt, so that the recipient's server can recognise a repetition. */
  readonly messageId: string
  readonly to: string
  readonly replyTo: string | null
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly attachments: readonly MailAttachment[]
}

export interface MailAttachment {
  readonly filename: string
  readonly contentType: string
  readonly content: Readable
}

/** The server has said no for good (5xx): an unknown recipient, a forbidden sender. */
export class MailRefused extends Error {
  constructor(answer: string, cause: unknown) {
    super(answer, { cause })
    this.name = 'MailRefused'
  }
}

const TIMEOUT_MS = 20_000

/** SMTP by `smtp://` or `smtps://user:password@host:port`; `from` is `Name <address>`. */
export function smtpTransport({ url, from }: { url: string; from: string }): MailTransport {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Texts come from templates with customers' words in them: none may name a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ replyTo, html, attachments, ...mail }) => {
      try {
        await transport.sendMail({
          from,
          ...mail,
          ...(replyTo === null ? {} : { replyTo }),
          ...(html === null ? {} : { html }),
          attachments: [...attachments],
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        const { responseCode, message } = error as { responseCode?: number; message: string }
        throw responseCode !== undefined && responseCode >= 500 ? new MailRefused(message, error) : error
      }
    },
    close: () => transport.close(),
  }
}
