/**
 * What a platform wants to hear besides messages: who answers now, and the first words to somebody who has come in.
 * Both are jobs that look at what is true when they run, so one that is late or comes twice tells nothing wrong.
 */
import { clock, type Context } from '#engine/kernel'
import { on, type Subscriber } from '#engine/events'
import { enqueue } from '#engine/jobs'
import type { Database } from '#engine/store'
import { greetingOf } from '../bot/turn.ts'
import { conversationAssigned, conversationClosed, conversationOpened, handedOver } from '../events.ts'
import { tellStageJob } from '../jobs.ts'
import type { Parts } from '../parts.ts'
import { findOpenOf, getConversation } from '../thread/conversation.ts'
import { deliverAll } from './deliver.ts'
import type { Stage } from './channel.ts'

type Told = { readonly conversationId: string; readonly channelId: string }

/** Whenever somebody else answers from now on. */
export function stageSubscriber(database: Database, channels: Parts['channels']): Subscriber {
  const wake = async ({ conversationId, channelId }: Told, context: Context): Promise<void> => {
    const channel = await channels.find({ tenantId: context.tenantId, channelId })
    if (!channel?.kind.tellStage) return
    const key = `tell-stage:${conversationId}`
    await database.withTenant(context, (tx) =>
      enqueue(tx, context, tellStageJob, { conversationId, channelId }, { key }),
    )
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

export async function tellStage(parts: Parts, context: Context, { conversationId, channelId }: Told): Promise<void> {
  const channel = await parts.channels.find({ tenantId: context.tenantId, channelId })
  if (!channel?.kind.tellStage) return
  const { externalId, stage } = await stageNow(parts, context, conversationId)
  // The last words, and the survey, must be out before the platform ends the session.
  if (stage === 'closed') await deliverAll(parts, context, channelId, conversationId)
  await channel.kind.tellStage(externalId, stage, channel.connection)
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
