/** Judges everything that is closed anew, from the newest to the oldest, a stretch at a time; its progress is a row. */
import { clock, newId, type Context } from '#engine/kernel'
import { enqueue } from '#engine/jobs'
import { sql, type Database, type Tx } from '#engine/store'
import { rescoreJob } from './jobs.ts'
import { judge } from './score-card.ts'
import { standardOf } from './standard.ts'

const STRETCH = 100

export interface Rescoring {
  readonly rescoringId: string
  readonly standard: number
  readonly total: number
  readonly done: number
  readonly askedBy: string
  readonly beganAt: string
  readonly endedAt: string | null
}

const COLUMNS = sql.raw(`rescoring_id as "rescoringId", standard, total, done, asked_by as "askedBy",
  began_at as "beganAt", ended_at as "endedAt"`)

/** The last one that was asked for. */
export function findRescoring(tx: Tx, { tenantId }: Context): Promise<Rescoring | undefined> {
  return tx.find(sql<Rescoring>`
    select ${COLUMNS} from conversation.rescoring where tenant_id = ${tenantId}
    order by began_at desc, rescoring_id desc limit 1`)
}

/** Begins a new one; one that still runs ends here. */
export async function rescore(tx: Tx, context: Context): Promise<Rescoring> {
  const { tenantId } = context
  await tx.run(sql`
    update conversation.rescoring set ended_at = ${clock.date()} where tenant_id = ${tenantId} and ended_at is null`)
  const { number } = await standardOf(tx, context)
  const rescoringId = newId()
  const begun = await tx.one(sql<Rescoring>`
    insert into conversation.rescoring (tenant_id, rescoring_id, standard, total, asked_by, began_at)
    values (${tenantId}, ${rescoringId}, ${number}, (
      select count(*) from conversation.conversation where tenant_id = ${tenantId} and status = 'closed'),
      ${context.actor.name}, ${clock.date()})
    returning ${COLUMNS}`)
  await enqueue(tx, context, rescoreJob, { rescoringId })
  return begun
}

/** One stretch, and the wish for the next. A run that comes twice goes on where the other has stopped. */
export function rescoreStretch(database: Database, context: Context, rescoringId: string): Promise<void> {
  return database.withTenant(context, async (tx) => {
    const { tenantId } = context
    const running = await tx.find(sql<{ standard: number; reachedAt: string | null; reachedId: string | null }>`
      select standard, reached_at as "reachedAt", reached_id as "reachedId" from conversation.rescoring
      where tenant_id = ${tenantId} and rescoring_id = ${rescoringId} and ended_at is null for update`)
    if (!running) return
    const stretch = await tx.all(sql<{ id: string; closedAt: string }>`
      select conversation_id as id, closed_at as "closedAt" from conversation.conversation
      where tenant_id = ${tenantId} and status = 'closed'
        and (${running.reachedAt}::timestamptz is null
          or (closed_at, conversation_id) < (${running.reachedAt}, ${running.reachedId}))
      order by closed_at desc, conversation_id desc limit ${STRETCH}`)
    const standard = await standardOf(tx, context, running.standard)
    for (const { id } of stretch) await judge(tx, context, id, standard)
    const last = stretch.at(-1)
    const isOver = stretch.length < STRETCH
    await tx.run(sql`
      update conversation.rescoring set done = done + ${stretch.length},
        reached_at = coalesce(${last?.closedAt ?? null}, reached_at), reached_id = coalesce(${last?.id ?? null}, reached_id),
        ended_at = ${isOver ? clock.date() : null}
      where tenant_id = ${tenantId} and rescoring_id = ${rescoringId}`)
    if (!isOver) await enqueue(tx, context, rescoreJob, { rescoringId })
  })
}
