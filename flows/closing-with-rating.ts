/**
 * The end of a case is the customer's word.
 *
 *   desk.incident_resolved ──▶ the customer is told, the conversation is closed and asks how it was
 *   conversation.rated 4–5 ──▶ the incident is closed
 *   conversation.rated 1–2 ──▶ the incident is open again, with the reason
 */
import { on } from '#engine/events'
import { conversationRated, type ConversationService } from '#domains/conversation'
import { incidentResolved, type DeskService } from '#domains/desk'
import type { Flow } from './flow.ts'
import { restoredMessage } from './words.ts'

const GOOD_FROM = 4
const BAD_TO = 2

export interface ClosingParts {
  readonly conversation: ConversationService
  readonly desk: DeskService
}

export function closingWithRatingFlow({ conversation, desk }: ClosingParts): Flow {
  return {
    name: 'closing-with-rating',
    reactions: [
      on(incidentResolved, async ({ incidentId, number, conversationId }, context) => {
        if (conversationId === null) return
        await conversation.postSystemMessage(context, {
          conversationId,
          source: `resolved:${incidentId}`,
          text: restoredMessage(number),
        })
        await conversation.closeWithSurvey(context, conversationId)
      }),

      on(conversationRated, async ({ conversationId, rating, reason }, context) => {
        for (const incident of await desk.incidentsOfConversation(context, conversationId)) {
          if (incident.state !== 'resolved') continue
          const source = `rated:${conversationId}`
          if (rating >= GOOD_FROM) await desk.act(context, incident.id, { act: 'close', source })
          if (rating <= BAD_TO)
            await desk.act(context, incident.id, { act: 'reopen', source, text: `${rating}/5 ${reason ?? ''}`.trim() })
        }
      }),
    ],
  }
}
