import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { HandOverCard } from '../events.ts'
import type { Conversation } from '../thread/conversation.ts'
import type { Decision } from './decide.ts'

const WANTS_MAX = 300
const CONFIRMED_MAX = 8

/**
 * What the agent should know before he says a word: what the customer wants (his first question), what is certain (who
 * he is, what he filled in, what the bot already answered), and what the bot does not know (the question it stopped at).
 */
export async function cardOf(
  tx: Tx,
  { tenantId }: Context,
  conversation: Conversation,
  question: string,
  { confidence, threshold }: Extract<Decision, { kind: 'hand_over' }>,
): Promise<HandOverCard> {
  const { conversationId, contactName, attributes } = conversation
  const turns = await tx.all(sql<{ question: string; decision: string; title: string | null }>`
    select t.question, t.decision, (
      select m.content -> 'citations' -> 0 ->> 'title' from conversation.message m
      where m.tenant_id = t.tenant_id and m.conversation_id = t.conversation_id and m.author_kind = 'bot'
        and m.seq > t.asked_seq order by m.seq limit 1) as title
    from conversation.bot_turn t
    where t.tenant_id = ${tenantId} and t.conversation_id = ${conversationId} order by t.asked_seq`)
  const wants = turns.find(({ question: asked }) => asked !== '')?.question ?? question
  const filledIn = Object.entries(attributes).map(([name, value]) => `${name}: ${String(value)}`)
  const answered = turns.flatMap(({ decision, title }) => (decision === 'answer' && title !== null ? [title] : []))
  const confirmed = [...(contactName === null ? [] : [contactName]), ...filledIn, ...answered]
  return {
    wants: wants.slice(0, WANTS_MAX),
    confirmed: [...new Set(confirmed)].slice(0, CONFIRMED_MAX),
    doesNotKnow: question.slice(0, WANTS_MAX),
    confidence,
    threshold,
  }
}
