/**
 * The way out to platforms. The messages of a conversation go one after the other; each is claimed before it is sent
 * and settled after. When a process dies in between, a channel that knows our ids gets it again; on one that does not,
 * nobody knows, and the agent is told so instead of the customer getting it twice.
 */
import { buffer } from 'node:stream/consumers'
import { clock, Refusal, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { enqueueDelivery } from '../jobs.ts'
import type { Parts } from '../parts.ts'
import { setDeliveryState } from '../thread/amend.ts'
import { isAttachment, type MessageContent } from '../thread/content.ts'
import { findMessage, type Message } from '../thread/message.ts'
import type { ChannelKind, MediaFile, SendOutcome } from './channel.ts'
import { automaticLately, lastCustomerText } from './answered.ts'
import type { Channel } from './directory.ts'

const CLAIM_MS = 90_000
/** After so many attempts, half an hour, a message that cannot be sent is given up, and those behind it go on. */
const ATTEMPTS_MAX = 20
/** A platform that is back is found within two minutes: somebody waits for an answer. */
const PAUSE_MS = { first: 1000, growth: 4, most: 120_000 } as const

interface Claim {
  readonly seq: number
  readonly attempts: number
  readonly externalId: string
  /** The process that had claimed it before has not come back. */
  readonly wasSending: boolean
}

/** Another process is sending, or the platform does not answer: when to look again. */
interface Later {
  readonly laterAt: Date
}

/** Sends all that waits, or comes back when it can. */
export async function deliverAll(parts: Parts, context: Context, channelId: string, conversationId: string) {
  const channel = await parts.channels.find({ tenantId: context.tenantId, channelId })
  if (!channel?.kind.send) return
  for (;;) {
    const claim = await claimNext(parts, context, conversationId)
    if (!claim) return
    const later =
      'laterAt' in claim
        ? claim
        : await settle(
            parts,
            context,
            conversationId,
            claim,
            await attempt(parts, context, channel, conversationId, claim),
          )
    if (later) return comeBack(parts, context, channelId, conversationId, later)
  }
}

/** Not by failing: the next attempt depends on the message's own attempts, not on what befell those before it. */
function comeBack(
  { database }: Parts,
  context: Context,
  channelId: string,
  conversationId: string,
  { laterAt }: Later,
) {
  return database.withTenant(context, (tx) =>
    enqueueDelivery(tx, context, { conversationId, channelId }, laterAt.toISOString()),
  )
}

function claimNext(parts: Parts, { tenantId }: Context, conversationId: string): Promise<Claim | Later | undefined> {
  const now = clock.date()
  return parts.database.withTenant({ tenantId }, async (tx) => {
    const head = await tx.find(sql<{
      seq: number
      attempts: number
      state: string
      busyUntil: string | null
      externalId: string
    }>`
      select d.seq, d.attempts, d.state, k.external_id as "externalId",
        case when d.claimed_until > ${now} then d.claimed_until end as "busyUntil"
      from conversation.delivery d
      join conversation.conversation c on c.tenant_id = d.tenant_id and c.conversation_id = d.conversation_id
      join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
      where d.tenant_id = ${tenantId} and d.conversation_id = ${conversationId} and d.state in ('waiting', 'sending')
      order by d.seq limit 1 for update of d`)
    if (!head) return undefined
    if (head.busyUntil !== null) return { laterAt: new Date(head.busyUntil) }
    await tx.run(sql`
      update conversation.delivery set state = 'sending', attempts = attempts + 1,
        claimed_until = ${new Date(now.getTime() + CLAIM_MS)}
      where tenant_id = ${tenantId} and conversation_id = ${conversationId} and seq = ${head.seq}`)
    const { seq, externalId } = head
    return { seq, attempts: head.attempts + 1, externalId, wasSending: head.state === 'sending' }
  })
}

async function attempt(
  parts: Parts,
  context: Context,
  channel: Channel,
  conversationId: string,
  { seq, externalId, wasSending }: Claim,
): Promise<SendOutcome> {
  if (wasSending && !channel.kind.capabilities.idempotentSend) {
    return { outcome: 'failed', reason: 'uncertain', detail: 'the process that sent it has ended' }
  }
  const within = parts.database.withTenant
  const message = await within(context, (tx) => findMessage(tx, context.tenantId, conversationId, seq))
  if (!message || message.recalledAt !== null) return { outcome: 'failed', reason: 'refused', detail: 'recalled' }
  const sending = channel.kind.send!(
    {
      externalId,
      messageId: messageIdOf(conversationId, seq),
      content: message.content,
      openFile: () => openFile(parts, context, message),
      automatic: message.author.kind === 'bot' || message.author.kind === 'system',
      automaticBefore: () => within(context, (tx) => automaticLately(tx, context.tenantId, conversationId)),
      answered: () => within(context, (tx) => lastCustomerText(tx, context.tenantId, { conversationId, seq })),
    },
    channel.connection,
  )
  return sending.catch((error: unknown) => outcomeOf(error, channel.kind))
}

/** The line broke, or the platform took too long: it may have arrived. */
function outcomeOf(error: unknown, { capabilities }: ChannelKind): SendOutcome {
  if (!(error instanceof Refusal)) throw error
  return capabilities.idempotentSend
    ? { outcome: 'later', reason: error.code }
    : { outcome: 'failed', reason: 'uncertain', detail: error.code }
}

/** At most 32 letters, digits and `-`, as the narrowest platform allows: the head of the conversation's id, and the place. */
export function messageIdOf(conversationId: string, seq: number): string {
  return `${conversationId.replaceAll('-', '').slice(0, 24)}-${seq.toString(36)}`
}

async function openFile({ files }: Parts, context: Context, { content }: Message): Promise<MediaFile> {
  if (!hasFile(content)) throw new Error('The message has no file')
  const body = await buffer(await files.open(context, content.fileId))
  return { name: content.name, mimeType: content.mimeType, body }
}

function hasFile(
  content: MessageContent,
): content is MessageContent & { fileId: string; name: string; mimeType: string } {
  return isAttachment(content) && content.fileId !== null
}

async function settle(
  parts: Parts,
  context: Context,
  conversationId: string,
  { seq, attempts }: Claim,
  outcome: SendOutcome,
): Promise<Later | undefined> {
  const { tenantId } = context
  const end = async (state: 'done' | 'failed', platformId: string | null, failure?: string) => {
    await parts.database.withTenant(context, async (tx) => {
      await tx.run(sql`
        update conversation.delivery set state = ${state}, claimed_until = null, platform_id = ${platformId}
        where tenant_id = ${tenantId} and conversation_id = ${conversationId} and seq = ${seq}`)
      if (failure === 'window_closed' || failure === 'quota_used') await closeWindow(tx, context, conversationId)
      const place = { conversationId, seq }
      await setDeliveryState(tx, context, place, state === 'done' ? 'sent' : 'failed', failure ?? null)
    })
  }
  if (outcome.outcome === 'later' && attempts < ATTEMPTS_MAX) {
    const pause = Math.min(PAUSE_MS.first * PAUSE_MS.growth ** (attempts - 1), PAUSE_MS.most)
    const laterAt = new Date(clock.ms() + pause)
    await parts.database.withTenant(context, (tx) =>
      tx.run(sql`
        update conversation.delivery set state = 'waiting', claimed_until = ${laterAt}
        where tenant_id = ${tenantId} and conversation_id = ${conversationId} and seq = ${seq}`),
    )
    return { laterAt }
  }
  if (outcome.outcome === 'sent') await end('done', outcome.platformId)
  else await end('failed', null, outcome.outcome === 'failed' ? outcome.reason : 'unreachable')
  return undefined
}

/** The platform counts otherwise than we do; it is right. */
async function closeWindow(tx: Tx, { tenantId }: Context, id: string): Promise<void> {
  await tx.run(sql`
    update conversation.conversation set window_remaining = 0
    where tenant_id = ${tenantId} and conversation_id = ${id}`)
}
