/** A mailbox: what comes in is read by IMAP, what goes out leaves by SMTP. */
import { Refusal } from '#engine/kernel'
import { defineChannel, type CheckOutcome } from '../channel.ts'
import { fetchAttachment } from './attachment.ts'
import { openTransport, withMailbox, type EmailConnection } from './connect.ts'
import { readFolder } from './mailbox.ts'
import { sendMail } from './send.ts'
import { watchFolder } from './watch.ts'
import { emailSettings, type EmailSettings } from './settings.ts'

export const emailChannel = defineChannel<EmailSettings>({
  kind: 'email',
  settings: emailSettings,
  secrets: ['password', 'oauthClientSecret', 'oauthRefreshToken'],
  capabilities: {
    sends: ['text', 'image', 'voice', 'video', 'file', 'location', 'link', 'card', 'menu'],
    textBytesMax: 16_000,
    // A place in a queue says nothing to somebody who does not wait in front of a screen.
    showsQueue: true,
    idempotentSend: false,
    recallMinutes: 0,
  },
  feed: { names: ({ folders }) => folders, read: readFolder, watch: watchFolder },
  send: sendMail,
  fetchMedia: fetchAttachment,
  check,
})

/** Both ways: reading every folder, and signing in where mails leave. */
async function check(connection: EmailConnection): Promise<CheckOutcome> {
  try {
    const counts = await withMailbox(connection, async (client) => {
      const told: string[] = []
      for (const folder of connection.settings.folders) {
        const { exists } = await client.mailboxOpen(folder, { readOnly: true })
        told.push(`${folder}: ${exists}`)
      }
      return told
    })
    const transport = await openTransport(connection)
    await transport.verify().finally(() => transport.close())
    return { outcome: 'connected', detail: [...counts, connection.settings.smtpHost].join(' · ') }
  } catch (error) {
    const detail = error instanceof Refusal ? error.code : (error as Error).message
    return { outcome: 'failed', detail }
  }
}
