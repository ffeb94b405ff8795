/** What customers say is looked through as it comes: it is noted in the thread, and supervisors are told at once. */
import { emit, on, type Subscriber } from '#engine/events'
import type { Database } from '#engine/store'
import { messageReceived, wordFound } from '../events.ts'
import { findMessage } from '../thread/message.ts'
import { plainText } from '../thread/plain-text.ts'
import { noteEvent } from '../thread/speak.ts'
import { keepHits } from './guard.ts'
import { wordsIn, wordsOf } from './word-list.ts'

export function wordSubscriber(database: Database): Subscriber {
  return {
    name: 'conversation-words',
    reactions: [
      on(messageReceived, async ({ conversationId, channelId, contactId, agentId, seq, concerns }, context) => {
        if (!concerns.includes('words')) return
        await database.withTenant(context, async (tx) => {
          const listed = await wordsOf(tx, context, 'customer')
          const message = await findMessage(tx, context.tenantId, conversationId, seq)
          const found = message ? wordsIn(listed, plainText(message.content)) : []
          if (!(await keepHits(tx, context, { conversationId, seq }, 'customer', found))) return
          const words = found.map(({ word }) => word)
          const details = { seq, words }
          const options = { internal: true, sourceId: `words:${conversationId}:${seq}` }
          await noteEvent(tx, context, { conversationId, channelId }, 'word_found', details, options)
          await emit(tx, context, wordFound, { conversationId, channelId, contactId, agentId, seq, words })
        })
      }),
    ],
  }
}
