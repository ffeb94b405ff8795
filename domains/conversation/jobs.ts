/** What the domain does later. Each is safe to run twice; keys keep one of a kind waiting. */
import { z } from 'zod'
import { clock, type Context } from '#engine/kernel'
import { defineJob, enqueue } from '#engine/jobs'
import type { Tx } from '#engine/store'

const inConversation = z.object({ conversationId: z.uuid() })

/** Sends what waits in a conversation to the platform, in order. */
export const deliverJob = defineJob('conversation.deliver', inConversation.extend({ channelId: z.uuid() }))
/** Reads what has come on a channel that has to be asked. */
export const readFeedJob = defineJob(
  'conversation.read_feed',
  z.object({ channelId: z.uuid(), name: z.string(), hint: z.string().nullable() }),
)
/** Fetches the file that a customer's message names. */
export const fetchMediaJob = defineJob(
  'conversation.fetch_media',
  inConversation.extend({ channelId: z.uuid(), seq: z.int() }),
)
/** Greets somebody who has come in and not written yet. */
export const greetJob = defineJob(
  'conversation.greet',
  z.object({ channelId: z.uuid(), externalId: z.string(), code: z.string(), until: z.iso.datetime() }),
)
/** Tells the platform who answers now. */
export const tellStageJob = defineJob('conversation.tell_stage', inConversation.extend({ channelId: z.uuid() }))
/** The bot's turn. */
export const botTurnJob = defineJob('conversation.bot_turn', inConversation)
/** Offers what waits to who is free. */
export const routeJob = defineJob('conversation.route', z.object({}))
/** Takes an offer back that nobody has accepted. */
export const expireOfferJob = defineJob('conversation.expire_offer', inConversation.extend({ agentId: z.uuid() }))
/** Leads who has waited too long in one queue into another. */
export const overflowJob = defineJob('conversation.overflow', inConversation.extend({ queueId: z.uuid() }))
/** Tells a customer who cannot see it how long the queue is. */
export const tellWaitingJob = defineJob('conversation.tell_waiting', inConversation)

/** Sends a message whose time has come. */
export const sendScheduledJob = defineJob('conversation.send_scheduled', z.object({ scheduledId: z.uuid() }))

/** Sends what waits in a conversation, now or then; the latest wish counts. */
export function enqueueDelivery(
  tx: Tx,
  context: Context,
  place: { conversationId: string; channelId: string },
  runAt?: string,
): Promise<void> {
  const when = runAt === undefined ? {} : { runAt }
  return enqueue(tx, context, deliverJob, place, { key: `deliver:${place.conversationId}`, ...when })
}

/** Asks the page of a link for its title. */
export const previewLinkJob = defineJob('conversation.preview_link', inConversation.extend({ seq: z.int() }))

/** Makes a voice message playable and puts it into words. */
export const voiceJob = defineJob('conversation.voice', inConversation.extend({ seq: z.int() }))

/** Something changed that may let a waiting customer be served. */
export function wakeRouting(tx: Tx, context: Context, delayMs = 0): Promise<void> {
  if (delayMs === 0) return enqueue(tx, context, routeJob, {}, { key: 'conversation.route' })
  const runAt = new Date(clock.ms() + delayMs).toISOString()
  return enqueue(tx, context, routeJob, {}, { key: 'conversation.route.later', runAt })
}
