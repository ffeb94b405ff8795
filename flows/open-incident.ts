import type { Context } from '#engine/kernel'
import type { ConversationService } from '#domains/conversation'
import type { DeskService, Incident } from '#domains/desk'
import type { FleetService } from '#domains/fleet'
import type { SubscriptionService } from '#domains/subscription'
import { linkOfIncident } from './conversation-task.ts'
import { entitlementOf, worstDeviceOf } from './entitlement.ts'

export interface OpenIncidentParts {
  readonly conversation: ConversationService
  readonly desk: DeskService
  readonly fleet: FleetService
  readonly subscription: SubscriptionService
}

/**
 * The agent decides that a conversation needs an incident: it is opened for the person, about the device that was named
 * or else the worst of theirs, with what pays for it, and both are tied together. Asking twice opens one.
 */
export async function openIncidentFromConversation(
  { conversation, desk, fleet, subscription }: OpenIncidentParts,
  context: Context,
  conversationId: string,
  asked: { subject: string; priority: 'p1' | 'p2' | 'p3' | 'p4'; deviceId?: string | undefined },
): Promise<Incident> {
  const { personId, customerId } = await conversation.getConversation(context, conversationId)
  const device =
    asked.deviceId !== undefined
      ? (await fleet.getDevice(context, asked.deviceId)).device
      : personId === null
        ? undefined
        : await worstDeviceOf(fleet, context, personId)
  const incident = await desk.openIncident(context, {
    source: `conversation:${conversationId}`,
    origin: 'conversation',
    subject: asked.subject,
    priority: asked.priority,
    personId,
    customerId: customerId ?? device?.customerId,
    siteId: device?.siteId,
    deviceId: device?.deviceId,
    serial: device?.serial,
    conversationId,
    entitlement: device && (await entitlementOf(subscription, context, device)),
  })
  await conversation.linkCase(context, conversationId, linkOfIncident(incident))
  return incident
}
