/**
 * Agreement means something only between people who did not know of one another. Whoever may judge, and has a sampled
 * conversation of somebody else before him, is not told what the rules or others say of it until he has judged it. A
 * disputed one is told: it has to be settled.
 */
import type { Context } from '#engine/kernel'
import { sql } from '#engine/store'

const JUDGES = ['supervisor', 'administrator'] as const

/** Of the conversation `c` of a statement. */
export function isBlind({ actor }: Context) {
  if (!JUDGES.some((role) => actor.roles.includes(role))) return sql`false`
  return sql`(c.agent_id::text is distinct from ${actor.id}
    and exists (select from conversation.review_sample b
      where b.tenant_id = c.tenant_id and b.conversation_id = c.conversation_id)
    and not exists (select from conversation.review b
      where b.tenant_id = c.tenant_id and b.conversation_id = c.conversation_id
        and (b.reviewer_id = ${actor.id} or b.state <> 'given')))`
}
