import { invalidInput, newId, Refusal, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { sql, violates, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import { wakeRouting } from '../jobs.ts'

/** A queue for a group of skills. */
export interface Queue {
  readonly queueId: string
  readonly name: string
  readonly skills: readonly string[]
  readonly teamId: string | null
  readonly calendarId: string | null
  readonly acceptSeconds: number
  /** An agent who misses an offer is away until he says otherwise; else he stays, and is asked again. */
  readonly awayWhenMissed: boolean
  /** Where who has waited so long waits on; null: here only. */
  readonly overflow: Overflow | null
  readonly version: number
}

export interface Overflow {
  readonly seconds: number
  readonly queueId: string
}

export type QueueDraft = Omit<Queue, 'queueId' | 'version' | 'overflow' | 'awayWhenMissed'> & {
  readonly awayWhenMissed?: boolean | undefined
  readonly queueId?: string | undefined
  readonly overflow?: Overflow | null | undefined
}

const COLUMNS = sql.raw(`q.queue_id as "queueId", q.name, q.skills, q.team_id as "teamId",
  q.calendar_id as "calendarId", q.accept_seconds as "acceptSeconds",
  q.away_when_missed as "awayWhenMissed",
  case when q.overflow_queue_id is not null
    then jsonb_build_object('seconds', q.overflow_seconds, 'queueId', q.overflow_queue_id) end as overflow, q.version`)

export function listQueues(tx: Tx, tenantId: string): Promise<Queue[]> {
  return tx.all(sql<Queue>`
    select ${COLUMNS} from conversation.queue q where q.tenant_id = ${tenantId}
    order by q.name collate "zh-x-icu", q.queue_id`)
}

export async function getQueue(tx: Tx, tenantId: string, queueId: string): Promise<Queue> {
  const queue = await tx.find(sql<Queue>`
    select ${COLUMNS} from conversation.queue q where q.tenant_id = ${tenantId} and q.queue_id = ${queueId}`)
  if (!queue) throw conversationRefusals.queueNotFound()
  return queue
}

/** The queue that takes what names none: of the channel, else the first there is. */
export async function findAnyQueue(tx: Tx, tenantId: string): Promise<string | undefined> {
  const row = await tx.find(sql<{ queueId: string }>`
    select queue_id as "queueId" from conversation.queue where tenant_id = ${tenantId} order by queue_id limit 1`)
  return row?.queueId
}

export async function saveQueue(tx: Tx, context: Context, draft: QueueDraft, version?: number): Promise<string> {
  const queueId = draft.queueId ?? newId()
  const { name, skills, teamId, calendarId, acceptSeconds, awayWhenMissed = true, overflow = null } = draft
  if (overflow) await assertOverflow(tx, context.tenantId, queueId, overflow)
  try {
    const changed = await tx.run(sql`
      insert into conversation.queue as q (tenant_id, queue_id, name, skills, team_id, calendar_id, accept_seconds,
        away_when_missed, overflow_seconds, overflow_queue_id)
      values (${context.tenantId}, ${queueId}, ${name}, ${[...skills]}, ${teamId}, ${calendarId}, ${acceptSeconds},
        ${awayWhenMissed}, ${overflow?.seconds ?? null}, ${overflow?.queueId ?? null})
      on conflict (tenant_id, queue_id) do update set name = excluded.name, skills = excluded.skills,
        team_id = excluded.team_id, calendar_id = excluded.calendar_id, accept_seconds = excluded.accept_seconds,
        away_when_missed = excluded.away_when_missed,
        overflow_seconds = excluded.overflow_seconds, overflow_queue_id = excluded.overflow_queue_id,
        version = q.version + 1
        where ${version ?? null}::int is null or q.version = ${version ?? null}`)
    if (changed === 0) throw new Refusal('engine.version-conflict', 412)
  } catch (error) {
    if (violates(error, 'queue_name')) throw conversationRefusals.queueNameTaken({ name })
    throw error
  }
  await audit(tx, context, { action: 'conversation.queue.save', subject: `queue:${queueId}`, after: draft })
  await wakeRouting(tx, context)
  return queueId
}

async function assertOverflow(tx: Tx, tenantId: string, queueId: string, overflow: Overflow): Promise<void> {
  if (overflow.queueId === queueId) throw invalidInput([{ path: '/overflow/queueId', message: 'is the queue itself' }])
  await getQueue(tx, tenantId, overflow.queueId)
}
