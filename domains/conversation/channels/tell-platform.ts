/**
 * What a platform wants to hear besides messages: who answers now, and the first words to somebody who has come in.
 * Both are jobs that look at what is true when they run, so one that is late or comes twice tells nothing wrong.
 */
import { clock, type Context } from '#engine/kernel'
import { on, type Subscriber } from '#engine/events'
import { enqueue } from '#engine/jobs'
import { sql, type Database, type Tx } from '#engine/store'
import { greetingOf } from '../bot/turn.ts'
import { conversationAssigned, conversationClosed, conversationOpened, handedOver } from '../events.ts'
import { tellStageJob } from '../jobs.ts'
import type { Parts } from '../parts.ts'
import { findOpenOf, getConversation } from '../thread/conversation.ts'
import { deliverAll } from './deliver.ts'
import type { Stage } from './channel.ts'

/** What cannot be delivered yet is given up some time; until then the session stays. */
const LOOK_AGAIN_MS = 10_000

type Told = { readonly conversationId: string; readonly channelId: string }

/** Whenever somebody else answers from now on. */
export function stageSubscriber(database: Database, channels: Parts['channels']): Subscriber {
  const wake = async ({ conversationId, channelId }: Told, context: Context): Promise<void> => {
    const channel = await channels.find({ tenantId: context.tenantId, channelId })
    if (!channel?.kind.tellStage) return
    await database.withTenant(context, (tx) => enqueueTelling(tx, context, { conversationId, channelId }))
  }
  return {
    name: 'conversation-stage',
    reactions: [
      on(conversationOpened, wake),
      on(handedOver, wake),
      on(conversationAssigned, wake),
      on(conversationClosed, wake),
    ],
  }
}

function enqueueTelling(tx: Tx, context: Context, told: Told, runAt?: string): Promise<void> {
  const key = `tell-stage:${told.conversationId}`
  return enqueue(tx, context, tellStageJob, told, runAt === undefined ? { key } : { key, runAt })
}

export async function tellStage(parts: Parts, context: Context, { conversationId, channelId }: Told): Promise<void> {
  const channel = await parts.channels.find({ tenantId: context.tenantId, channelId })
  if (!channel?.kind.tellStage) return
  const { externalId, stage } = await stageNow(parts, context, conversationId)
  // The last words, and the survey, must be out before the platform ends the session.
  if (stage === 'closed') await deliverAll(parts, context, channelId, conversationId)
  if (stage === 'closed' && (await waits(parts, context, conversationId))) {
    const runAt = new Date(clock.ms() + LOOK_AGAIN_MS).toISOString()
    return parts.database.withTenant(context, (tx) => enqueueTelling(tx, context, { conversationId, channelId }, runAt))
  }
  await channel.kind.tellStage(externalId, stage, channel.connection)
}

function waits({ database }: Parts, { tenantId }: Context, conversationId: string): Promise<boolean> {
  return database.withTenant({ tenantId }, async (tx) => {
    const waiting = await tx.find(sql`
      select from conversation.delivery
      where tenant_id = ${tenantId} and conversation_id = ${conversationId} and state in ('waiting', 'sending') limit 1`)
    return waiting !== undefined
  })
}

/** The customer may have begun anew meanwhile: then that conversation counts. */
function stageNow(
  parts: Parts,
  context: Context,
  conversationId: string,
): Promise<{ externalId: string; stage: Stage }> {
  return parts.database.withTenant(context, async (tx) => {
    const { externalId, channelId } = await getConversation(tx, context.tenantId, conversationId)
    const open = await findOpenOf(tx, context.tenantId, channelId, externalId)
    const stage = open === undefined ? 'closed' : open.status === 'bot' ? 'bot' : 'person'
    return { externalId, stage }
  })
}

export interface Welcome {
  readonly channelId: string
  readonly externalId: string
  readonly code: string
  readonly until: string
}

/** Too late is too late: the platform takes no greeting then, and the customer expects none. */
export async function greet(parts: Parts, { tenantId }: Context, welcome: Welcome): Promise<void> {
  const channel = await parts.channels.find({ tenantId, channelId: welcome.channelId })
  if (!channel?.enabled || !channel.kind.greet || clock.ms() >= Date.parse(welcome.until)) return
  const { externalId, code } = welcome
  await channel.kind.greet({ externalId, code, text: greetingOf(channel, 'zh-CN') }, channel.connection)
}
