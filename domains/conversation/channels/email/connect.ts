/**
 * The way to mail servers. Their names are typed by somebody, so they are looked up by the same rule as every other
 * address outside, and the connection goes to exactly the address that was judged.
 */
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { assertOutsideHost } from '#engine/http'
import { Refusal } from '#engine/kernel'
import type { Connection } from '../channel.ts'
import type { EmailSettings } from './settings.ts'
import { credentialsOf, type Credentials } from './sign-in.ts'

export type EmailConnection = Connection<EmailSettings>
export type ImapClient = ImapFlow

const CONNECT_TIMEOUT_MS = 15_000
const IDLE_TIMEOUT_MS = 60_000
const LITERAL_BYTES_MAX = 64 * 1024 * 1024

/** Signs in, works, and signs out, whatever happens. A failure says what the server did not like. */
export async function withMailbox<T>(connection: EmailConnection, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = await signedIn(connection)
  try {
    return await work(client)
  } catch (error) {
    throw explained(error as ImapError)
  } finally {
    await client.logout().catch(() => client.close())
  }
}

/** How long a connection waits for the server to speak, milliseconds. */
interface Waiting {
  readonly maxIdleTime?: number
  readonly socketTimeout?: number
}

/** A token that the server does not take is renewed once. */
export async function signedIn(connection: EmailConnection, more: Waiting = {}): Promise<ImapFlow> {
  const given = await credentialsOf(connection)
  try {
    return await connected(connection, given, more)
  } catch (error) {
    const isStale = (error as ImapError).authenticationFailed === true && 'accessToken' in given
    if (!isStale) throw explained(error as ImapError)
  }
  const renewed = await credentialsOf(connection, given.accessToken)
  return connected(connection, renewed, more).catch((error: unknown) => {
    throw explained(error as ImapError)
  })
}

async function connected(connection: EmailConnection, auth: Credentials, more: Waiting): Promise<ImapFlow> {
  const { imapHost, imapPort, imapSecurity } = connection.settings
  const client = new ImapFlow({
    host: await serverOf(connection, imapHost, imapSecurity),
    servername: imapHost,
    port: imapPort,
    secure: imapSecurity === 'tls',
    doSTARTTLS: imapSecurity === 'starttls',
    auth,
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: IDLE_TIMEOUT_MS,
    maxLiteralSize: LITERAL_BYTES_MAX,
    ...more,
  })
  // A connection that breaks between two commands is told by the next command; nobody listens here.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    client.close()
    throw error
  }
}

interface ImapError extends Error {
  readonly authenticationFailed?: boolean
  /** What the server answered; ImapFlow's own message is "Command failed". */
  readonly responseText?: string
  readonly code?: string
}

function explained(error: ImapError): Error {
  if (error instanceof Refusal) return error
  const { authenticationFailed, responseText, message, code } = error
  const reason = responseText ?? (code === undefined ? message : `${code} ${message}`)
  return new Error(authenticationFailed ? `sign-in-refused: ${reason}` : reason, { cause: error })
}

export async function openTransport(connection: EmailConnection) {
  const { smtpHost, smtpPort, smtpSecurity } = connection.settings
  return createTransport({
    host: await serverOf(connection, smtpHost, smtpSecurity),
    port: smtpPort,
    secure: smtpSecurity === 'tls',
    requireTLS: smtpSecurity === 'starttls',
    ignoreTLS: smtpSecurity === 'none',
    tls: { servername: smtpHost },
    // Without encryption nothing secret is told: such a server is inside, and knows us by our address.
    ...(smtpSecurity === 'none' ? {} : { auth: await smtpAuth(connection) }),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: IDLE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

async function smtpAuth(connection: EmailConnection) {
  const given = await credentialsOf(connection)
  return 'accessToken' in given ? ({ type: 'OAuth2', ...given } as const) : given
}

function serverOf({ allowPrivate }: EmailConnection, host: string, security: EmailSettings['imapSecurity']) {
  if (security === 'none' && !allowPrivate) {
    throw new Error('unencrypted')
  }
  return assertOutsideHost(host, allowPrivate)
}
