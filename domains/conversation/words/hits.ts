import type { Context, Page } from '#engine/kernel'
import { beyond, sql, toPage, type Tx } from '#engine/store'
import { inSight } from '../inbox/sight.ts'
import type { Level, Side } from './word-list.ts'

/** Where a sensitive word was said, and by whom. */
export interface WordHit {
  readonly conversationId: string
  readonly contactId: string
  readonly contactName: string | null
  readonly agentName: string | null
  readonly seq: number
  readonly word: string
  readonly side: Side
  readonly level: Level
  readonly text: string
  readonly foundAt: string
}

export async function listHits(
  tx: Tx,
  context: Context,
  { after, limit, side = null }: { after?: string | undefined; limit: number; side?: Side | null | undefined },
): Promise<Page<WordHit>> {
  const rows = await tx.all(sql<WordHit>`
    select w.conversation_id as "conversationId", c.contact_id as "contactId", coalesce(p.name, k.name) as "contactName",
      u.name as "agentName", w.seq, w.word, w.side, w.level, left(m.text, 200) as text, w.found_at as "foundAt"
    from conversation.word_hit w
    join conversation.message m on m.tenant_id = w.tenant_id and m.conversation_id = w.conversation_id and m.seq = w.seq
    join conversation.conversation c on c.tenant_id = w.tenant_id and c.conversation_id = w.conversation_id
    join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
    left join engine.person p on p.tenant_id = k.tenant_id and p.id = k.person_id
    left join engine.user_account u on u.tenant_id = c.tenant_id and u.user_id = c.agent_id
    where w.tenant_id = ${context.tenantId} and ${inSight(context)} and (${side}::text is null or w.side = ${side})
      and ${beyond(['w.found_at', 'w.conversation_id', 'w.seq', 'w.word'], after, 'desc')}
    order by w.found_at desc, w.conversation_id desc, w.seq desc, w.word desc limit ${limit + 1}`)
  return toPage(rows, limit, ({ foundAt, conversationId, seq, word }) => [foundAt, conversationId, seq, word])
}
