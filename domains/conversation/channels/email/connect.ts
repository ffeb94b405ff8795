/**
 * The way to mail servers. Their names are typed by somebody, so they are looked up by the same rule as every other
 * address outside, and the connection goes to exactly the address that was judged.
 */
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { assertOutsideHost } from '#engine/http'
import type { Connection } from '../channel.ts'
import type { EmailSettings } from './settings.ts'

export type EmailConnection = Connection<EmailSettings>
export type ImapClient = ImapFlow

const CONNECT_TIMEOUT_MS = 15_000
const IDLE_TIMEOUT_MS = 60_000
const LITERAL_BYTES_MAX = 64 * 1024 * 1024

/** Signs in, works, and signs out, whatever happens. A failure says what the server did not like. */
export async function withMailbox<T>(connection: EmailConnection, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const { imapHost, imapPort, imapSecurity, username, password } = connection.settings
  const host = await serverOf(connection, imapHost, imapSecurity)
  const client = new ImapFlow({
    host,
    servername: imapHost,
    port: imapPort,
    secure: imapSecurity === 'tls',
    doSTARTTLS: imapSecurity === 'starttls',
    auth: { user: username, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: IDLE_TIMEOUT_MS,
    maxLiteralSize: LITERAL_BYTES_MAX,
  })
  // A connection that breaks between two commands is told by the next command; nobody listens here.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } catch (error) {
    throw explained(error as ImapError)
  } finally {
    await client.logout().catch(() => client.close())
  }
}

interface ImapError extends Error {
  readonly authenticationFailed?: boolean
  /** What the server answered; ImapFlow's own message is "Command failed". */
  readonly responseText?: string
  readonly code?: string
}

function explained(error: ImapError): Error {
  const { authenticationFailed, responseText, message, code } = error
  const reason = responseText ?? (code === undefined ? message : `${code} ${message}`)
  return new Error(authenticationFailed ? `sign-in-refused: ${reason}` : reason, { cause: error })
}

export async function openTransport(connection: EmailConnection) {
  const { smtpHost, smtpPort, smtpSecurity, username, password } = connection.settings
  return createTransport({
    host: await serverOf(connection, smtpHost, smtpSecurity),
    port: smtpPort,
    secure: smtpSecurity === 'tls',
    requireTLS: smtpSecurity === 'starttls',
    ignoreTLS: smtpSecurity === 'none',
    tls: { servername: smtpHost },
    // Without encryption nothing secret is told: such a server is inside, and knows us by our address.
    ...(smtpSecurity === 'none' ? {} : { auth: { user: username, pass: password } }),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: IDLE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

function serverOf({ allowPrivate }: EmailConnection, host: string, security: EmailSettings['imapSecurity']) {
  if (security === 'none' && !allowPrivate) {
    throw new Error('unencrypted')
  }
  return assertOutsideHost(host, allowPrivate)
}
