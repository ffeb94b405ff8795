/** Who a contact is. */
import { z } from 'zod'
import { idParams, route } from '#engine/http/contract'

const identified = { personId: z.uuid().nullable(), customerId: z.uuid().nullable() }

export const contactsContract = {
  identifyContact: route({
    method: 'PUT',
    path: '/api/conversation/conversations/:id/contact',
    summary: 'Say who writes: a person, or at least his customer; both null make a stranger again',
    may: 'conversation.identify',
    params: idParams,
    body: z.strictObject(identified),
    out: z.object({ former: z.object(identified) }),
    refusals: ['conversation.conversation-not-found', 'engine.person-not-found'],
  }),
} as const
