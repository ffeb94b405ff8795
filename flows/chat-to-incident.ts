/**
 * Somebody asks about a device for which an incident is already open: both are tied together,
 * so the agent sees the one and the customer hears of the other.
 *
 *   conversation.handed_over ──▶ the person's worst device ──▶ its open incident is linked
 */
import { on } from '#engine/events'
import { handedOver, type ConversationService } from '#domains/conversation'
import type { DeskService } from '#domains/desk'
import type { FleetService } from '#domains/fleet'
import { linkOfIncident } from './conversation-task.ts'
import { worstDeviceOf } from './entitlement.ts'
import type { Flow } from './flow.ts'

export interface ChatToIncidentParts {
  readonly conversation: ConversationService
  readonly desk: DeskService
  readonly fleet: FleetService
}

export function chatToIncidentFlow({ conversation, desk, fleet }: ChatToIncidentParts): Flow {
  return {
    name: 'chat-to-incident',
    reactions: [
      on(handedOver, async ({ conversationId, personId }, context) => {
        if (personId === null) return
        const device = await worstDeviceOf(fleet, context, personId)
        const incident = device && (await desk.findOpenByDevice(context, device.deviceId))
        if (!incident) return
        await conversation.linkCase(context, conversationId, linkOfIncident(incident))
        if (incident.fields.conversationId !== conversationId)
          await desk.noteFacts(context, incident.id, { conversationId })
      }),
    ],
  }
}
