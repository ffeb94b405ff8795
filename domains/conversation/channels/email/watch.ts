/**
 * Waits in a folder until the server says that something has come (IMAP IDLE, RFC 2177). A server without IDLE is asked
 * every two minutes on the same connection.
 */
import type { Watch } from '../channel.ts'
import { signedIn, type EmailConnection } from './connect.ts'

/** Servers hang up on who is silent for half an hour, routers much sooner. */
const ANEW_MS = 4 * 60_000
/** Nothing is heard for so long only on a line that is dead. */
const SILENT_MS = 6 * 60_000

export async function watchFolder(name: string, connection: EmailConnection, ring: () => void): Promise<Watch> {
  const client = await signedIn(connection, { maxIdleTime: ANEW_MS, socketTimeout: SILENT_MS })
  const closed = new Promise<void>((resolve) => client.once('close', resolve))
  client.on('exists', ({ count, prevCount }: { count: number; prevCount: number }) => {
    if (count > prevCount) ring()
  })
  try {
    await client.mailboxOpen(name, { readOnly: true })
  } catch (error) {
    client.close()
    throw error
  }
  void client
    .idle()
    .catch(() => undefined)
    .finally(() => client.close())
  return { closed, close: () => client.close() }
}
