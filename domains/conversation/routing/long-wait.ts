/** The wait in a queue that flows over: until when it may last. */
import { clock, type Context } from '#engine/kernel'
import { enqueue } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'
import { overflowJob } from '../jobs.ts'

export interface Wait {
  readonly conversationId: string
  /** The queue in which the wait began: in another one it is another wait. */
  readonly queueId: string
}

export interface Way {
  readonly seconds: number
  readonly toQueueId: string
  readonly from: string
  readonly to: string
}

/** At the entry into a queue that flows over. */
export async function watchWait(tx: Tx, context: Context, wait: Wait): Promise<void> {
  const way = await wayOf(tx, context, wait.queueId)
  if (way) await lookAgain(tx, context, wait, way.seconds * 1000)
}

export function lookAgain(tx: Tx, context: Context, wait: Wait, inMs: number): Promise<void> {
  const runAt = new Date(clock.ms() + inMs).toISOString()
  return enqueue(tx, context, overflowJob, wait, { key: `overflow:${wait.conversationId}`, runAt })
}

export function wayOf(tx: Tx, { tenantId }: Context, queueId: string): Promise<Way | undefined> {
  return tx.find(sql<Way>`
    select q.overflow_seconds as seconds, o.queue_id as "toQueueId", q.name as from, o.name as to
    from conversation.queue q
    join conversation.queue o on o.tenant_id = q.tenant_id and o.queue_id = q.overflow_queue_id
    where q.tenant_id = ${tenantId} and q.queue_id = ${queueId}`)
}
