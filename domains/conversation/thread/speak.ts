/** Everything that we say in a thread: agents, the bot, Facet itself; and what colleagues note among themselves. */
import { newId, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { Channel } from '../channels/directory.ts'
import { conversationRefusals } from '../errors.ts'
import { enqueueDelivery } from '../jobs.ts'
import { appendMessage, type Appended, type Utterance } from './append.ts'
import type { MessageContent } from './content.ts'
import { plainText } from './plain-text.ts'

export type Speech = Omit<Utterance, 'channelId' | 'pushed' | 'internal'>

/** Says something to the customer; on channels that are sent to it is put on its way. */
export async function speak(tx: Tx, context: Context, channel: Channel, speech: Speech): Promise<Appended> {
  assertSendable(channel, speech.content)
  const pushed = channel.kind.send !== undefined
  const appended = await appendMessage(tx, context, {
    ...speech,
    channelId: channel.channelId,
    internal: false,
    pushed,
  })
  if (pushed && appended.outcome === 'stored') await putOnWay(tx, context, channel.channelId, appended)
  return appended
}

export function assertSendable({ kind }: Channel, content: MessageContent): void {
  const { sends, textBytesMax } = kind.capabilities
  if (!sends.includes(content.type)) throw conversationRefusals.typeNotSupported({ type: content.type })
  if (Buffer.byteLength(plainText(content)) > textBytesMax) {
    throw conversationRefusals.textTooLong({ bytesMax: textBytesMax })
  }
}

async function putOnWay(
  tx: Tx,
  context: Context,
  channelId: string,
  { conversationId, seq }: { conversationId: string; seq: number },
): Promise<void> {
  await Promise.all([
    tx.run(sql`
      insert into conversation.delivery (tenant_id, conversation_id, seq, channel_id)
      values (${context.tenantId}, ${conversationId}, ${seq}, ${channelId})`),
    enqueueDelivery(tx, context, { conversationId, channelId }),
  ])
}

/** Notes in the thread what has happened to the conversation; customers see it unless it is internal. */
export function noteEvent(
  tx: Tx,
  context: Context,
  { conversationId, channelId }: { conversationId: string; channelId: string },
  event: string,
  details: Readonly<Record<string, unknown>> = {},
  { internal = false, sourceId = newId() }: { internal?: boolean; sourceId?: string } = {},
): Promise<Appended> {
  return appendMessage(tx, context, {
    conversationId,
    channelId,
    sourceId,
    author: authorOf(context),
    content: { type: 'event', event, details },
    internal,
    pushed: false,
  })
}

/** Who speaks, by the context of the caller. */
export function authorOf({ actor }: Context): Utterance['author'] {
  if (actor.kind === 'user' || actor.kind === 'key') return { kind: 'agent', id: actor.id, name: actor.name }
  if (actor.kind === 'customer') return { kind: 'customer', id: actor.id, name: actor.name }
  return { kind: 'system', id: actor.id, name: null }
}
