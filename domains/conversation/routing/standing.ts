/** Where a waiting customer stands: the true position, and the expected wait by what others have just waited. */
import { clock } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { expectedWaitSeconds, SAMPLE_MAX, SAMPLE_MINUTES } from './expected-wait.ts'

export interface Standing {
  readonly conversationId: string
  readonly queueId: string
  /** 1 is next. */
  readonly position: number
  readonly waitedSeconds: number
  /** Null: nobody was accepted lately, so nothing can be said. */
  readonly expectedSeconds: number | null
}

export async function standingOf(tx: Tx, tenantId: string, conversationId: string): Promise<Standing | undefined> {
  const row = await tx.find(sql<{ queueId: string; position: number; enteredAt: string }>`
    select i.queue_id as "queueId", i.entered_at as "enteredAt", 1 + (
      select count(*)::int from conversation.queue_item o
      where o.tenant_id = i.tenant_id and o.queue_id = i.queue_id
        and (o.rank_at, o.conversation_id) < (i.rank_at, i.conversation_id)) as position
    from conversation.queue_item i where i.tenant_id = ${tenantId} and i.conversation_id = ${conversationId}`)
  if (!row) return undefined
  const { queueId, position, enteredAt } = row
  const waitedSeconds = Math.max(0, Math.round((clock.ms() - Date.parse(enteredAt)) / 1000))
  return {
    conversationId,
    queueId,
    position,
    waitedSeconds,
    expectedSeconds: await expectedWaitOf(tx, tenantId, queueId),
  }
}

export async function expectedWaitOf(tx: Tx, tenantId: string, queueId: string): Promise<number | null> {
  const since = new Date(clock.ms() - SAMPLE_MINUTES * 60_000)
  const rows = await tx.all(sql<{ seconds: number }>`
    select wait_seconds as seconds from conversation.acceptance
    where tenant_id = ${tenantId} and queue_id = ${queueId} and accepted_at > ${since} and accepted_at <= ${clock.date()}
    order by accepted_at desc limit ${SAMPLE_MAX}`)
  return expectedWaitSeconds(rows.map(({ seconds }) => seconds))
}
