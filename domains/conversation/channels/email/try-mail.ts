/** A mail of nobody: written in the console, and read as one from outside would be. */
import { createTransport } from 'nodemailer'
import { clock, newId, type Context } from '#engine/kernel'
import { conversationRefusals } from '../../errors.ts'
import type { Parts } from '../../parts.ts'
import { findOpenOf } from '../../thread/conversation.ts'
import { takeIn } from '../inbound.ts'
import type { EmailConnection } from './connect.ts'
import { toInbound } from './inbound.ts'
import { readMail } from './mail/read-mail.ts'

export interface TriedMail {
  readonly from: string
  readonly name: string
  readonly subject: string
  readonly text: string
}

/** The conversation that it is in; null where it opened none. Refused: channel-not-found, wrong-channel-kind. */
export async function tryMail(
  parts: Parts,
  context: Context,
  channelId: string,
  { from, name, subject, text }: TriedMail,
): Promise<string | null> {
  const channel = await parts.channels.find({ tenantId: context.tenantId, channelId })
  if (!channel) throw conversationRefusals.channelNotFound()
  if (channel.kind.kind !== 'email') throw conversationRefusals.wrongChannelKind({ kind: channel.kind.kind })
  const connection = channel.connection as unknown as EmailConnection
  const source = await compose({ from: { name, address: from }, to: connection.settings.address, subject, text })
  const place = { folder: 'INBOX', uidValidity: '0', uid: 0 }
  const inbound = toInbound(await readMail(source, { place, isWhole: true, receivedAt: clock.iso() }), connection)
  if (inbound === 'unreadable') return null
  for (const one of inbound) await takeIn(parts, channel, one, context.traceId)
  const externalId = from.toLowerCase()
  const open = await parts.database.withTenant(context, (tx) => findOpenOf(tx, context.tenantId, channelId, externalId))
  return open?.conversationId ?? null
}

async function compose(mail: object): Promise<Buffer> {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const { message } = await transport.sendMail({ ...mail, messageId: `<${newId()}@tried.facet>` })
  return message as Buffer
}
