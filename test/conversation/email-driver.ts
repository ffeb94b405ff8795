/** A mailbox for the contract suite: mails are put into it, then it is read as the worker does. */
import PostalMime from 'postal-mime'
import { newId } from '#engine/kernel'
import { startMailServer, type MailServer } from '#test/mail-server'
import { startSmtpSimulator } from '#test/smtp-simulator'
import type { Answer, Delivery, DriverOf } from './channel-drivers.ts'

let server: Promise<MailServer> | undefined

/** One for all tests of the file; each has a mailbox of its own. */
export async function stopMailServer(): Promise<void> {
  const running = await server
  server = undefined
  await running?.stop()
}

export const email: DriverOf = async (studio) => {
  const { host, port, password, deliver } = await (server ??= startMailServer())
  const smtp = await startSmtpSimulator()
  const username = newId()
  const address = 'support@yunqi.example'
  const imap = { imapHost: host, imapPort: port, imapSecurity: 'none' }
  const out = { smtpHost: '127.0.0.1', smtpPort: Number(new URL(smtp.url).port), smtpSecurity: 'none' }
  const channel = await studio.addChannel('email', { address, username, password, ...imap, ...out })
  const arrive = async (source: string): Promise<Answer> => {
    await deliver(username, source)
    const wake = { channelId: channel.channelId, name: 'INBOX', hint: null }
    await studio.run('conversation.read_feed', wake)
    const { enabled } = (await studio.parts.channels.find(channel))!
    return { statusCode: enabled ? 200 : 403 }
  }
  const mailOf = ({ messageId, text, from = 'li@hengtai.example' }: Delivery) =>
    [
      `From: ${from}`,
      `Message-ID: <${messageId}@hengtai.example>`,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(text).toString('base64'),
      '',
    ].join('\r\n')
  return {
    channel,
    customer: 'li@hengtai.example',
    deliver: (delivery) => arrive(mailOf(delivery)),
    deliverUnknown: () => arrive('From: hologram\r\n\r\nNobody knows who this is from.\r\n'),
    received: async () => {
      const mails = await Promise.all(smtp.mails.map(({ source }) => PostalMime.parse(source)))
      return mails.map(({ text }) => text!.trim())
    },
    stop: () => smtp.stop(),
  }
}
