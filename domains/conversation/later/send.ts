/** The moment at which a scheduled message is sent, and what its author is told before and after. */
import { clock, Refusal, type Context } from '#engine/kernel'
import { on, type Subscriber } from '#engine/events'
import { notify } from '#engine/notify'
import { sql, type Tx } from '#engine/store'
import { messageReceived } from '../events.ts'
import { assertServing, channelOf } from '../inbox/commands.ts'
import { tellColleagues, type Parts } from '../parts.ts'
import { speak } from '../thread/speak.ts'
import { customerWroteNotice, notSentNotice } from './notices.ts'
import { lockOpen, lockScheduled, settleScheduled, type Scheduled } from './scheduled.ts'

/** What the job does. A run that comes too early, twice, or after a change of mind does nothing. */
export async function sendWhenDue(parts: Parts, context: Context, scheduledId: string): Promise<void> {
  const known = await parts.database.withTenant(context, (tx) => lockScheduled(tx, context, scheduledId))
  const channel = await channelOf(parts, context, known.conversationId)
  await parts.database.withTenant(context, async (tx) => {
    const waiting = await lockScheduled(tx, context, scheduledId)
    if (waiting.state !== 'waiting' || Date.parse(waiting.sendAt) > clock.ms()) return
    const failure = await say(waiting).catch(codeOf)
    await settleScheduled(tx, context, scheduledId, failure === undefined ? 'sent' : 'failed', failure)
    if (failure !== undefined) await tellAuthor(tx, context, waiting)
    tellColleagues(parts, tx, context, waiting.conversationId, 'scheduled')

    async function say(message: Scheduled): Promise<undefined> {
      await speak(tx, context, channel, speechOf(message))
    }
  })
}

/** Its author, or who has the conversation now, does not wait any longer. Refused like any message. */
export async function sendScheduledNow(parts: Parts, context: Context, scheduledId: string): Promise<void> {
  const { conversationId } = await parts.database.withTenant(context, (tx) => lockScheduled(tx, context, scheduledId))
  const channel = await channelOf(parts, context, conversationId)
  await parts.database.withTenant(context, async (tx) => {
    const waiting = await lockOpen(tx, context, scheduledId)
    await assertServing(tx, context, conversationId)
    await speak(tx, context, channel, speechOf(waiting))
    await settleScheduled(tx, context, scheduledId, 'sent')
    tellColleagues(parts, tx, context, conversationId, 'scheduled')
  })
}

function speechOf({ scheduledId, conversationId, agentId, agentName, text, replyTo }: Scheduled) {
  return {
    conversationId,
    sourceId: `scheduled:${scheduledId}`,
    author: { kind: 'agent', id: agentId, name: agentName } as const,
    content: { type: 'text', text } as const,
    ...(replyTo === null ? {} : { replyTo }),
  }
}

/** Why it was refused; everything else is a failure of ours and tried again. */
function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.code
  throw error
}

async function tellAuthor(tx: Tx, context: Context, { scheduledId, conversationId, agentId, text }: Scheduled) {
  await notify(tx, context, notSentNotice, {
    userIds: [agentId],
    params: { text: gistOf(text) },
    link: `/conversation/${conversationId}`,
    source: `scheduled:${scheduledId}:failed`,
  })
}

/** A customer who writes first may have made the waiting words wrong: their author is told once. */
export function customerWroteFirst(parts: Parts): Subscriber {
  return {
    name: 'conversation-scheduled',
    reactions: [
      on(messageReceived, async (event, context) => {
        if (!event.concerns.includes('scheduled')) return
        await parts.database.withTenant(context, async (tx) => {
          const waiting = await tx.all(sql<{ scheduledId: string; agentId: string; text: string }>`
            update conversation.scheduled_message set customer_wrote_at = ${clock.date()}, version = version + 1
            where tenant_id = ${context.tenantId} and conversation_id = ${event.conversationId} and state = 'waiting'
              and customer_wrote_at is null
            returning scheduled_id as "scheduledId", agent_id as "agentId", text`)
          for (const { scheduledId, agentId, text } of waiting) {
            await notify(tx, context, customerWroteNotice, {
              userIds: [agentId],
              params: { text: gistOf(text) },
              link: `/conversation/${event.conversationId}`,
              source: `scheduled:${scheduledId}:wrote:${event.seq}`,
            })
          }
          if (waiting.length > 0) tellColleagues(parts, tx, context, event.conversationId, 'scheduled')
        })
      }),
    ],
  }
}

const GIST_MAX = 60

function gistOf(text: string): string {
  return text.length > GIST_MAX ? `${text.slice(0, GIST_MAX)}…` : text
}
