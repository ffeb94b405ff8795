import { clock, systemContext, type Context } from '#engine/kernel'
import { openSessionLocks, startLoop } from '#engine/events'
import { sql, type Database, type Tx } from '#engine/store'
import { slaBreached, slaWarned } from '../events.ts'
import type { SlaClock } from './clock.ts'
import { tellClock } from './save-clocks.ts'

/**
 * Watches the clocks of all tenants and tells what only time brings: warnings and breaches, within a second.
 * Each clock's row says when to look at it next, so nothing is lost when every process was down, a pause is a column
 * and not a job to take back, and looking twice tells once. One process of the installation watches.
 */
export interface SlaWatch {
  stop(): Promise<void>
}

const LOOK_MS = 1000
const BATCH_MAX = 500

export function startSlaWatch(database: Database): SlaWatch {
  const locks = openSessionLocks(database)
  const loop = startLoop('sla watch', LOOK_MS, async () => {
    if (!(await locks.hold('sla watch'))) return false
    return (await tellDueClocks(database)) === BATCH_MAX
  })
  return {
    stop: async () => {
      await loop.stop()
      await locks.close()
    },
  }
}

/** Tells the warnings and breaches that are due now, at most one batch; answers how many clocks were looked at. */
export async function tellDueClocks(database: Database): Promise<number> {
  const due = await database.acrossTenants((tx) =>
    tx.all(sql<{ tenantId: string; ids: string[] }>`
      select tenant_id as "tenantId", array_agg(id) as ids
      from (select tenant_id, id from engine.sla_clock where wake_at <= ${clock.date()} order by wake_at limit ${BATCH_MAX}) d
      group by tenant_id`),
  )
  for (const { tenantId, ids } of due) {
    const context = systemContext(tenantId, 'engine.sla-watch')
    await database.withTenant(context, (tx) => tellClocks(tx, context, ids))
  }
  return due.reduce((count, { ids }) => count + ids.length, 0)
}

type Told = Pick<SlaClock, 'id' | 'subject' | 'metric' | 'targetSeconds' | 'dueAt' | 'state'>

/** The row decides again: a clock that was paused or stopped meanwhile does not wake. */
async function tellClocks(tx: Tx, context: Context, ids: readonly string[]): Promise<void> {
  const now = clock.date()
  const told = await tx.all(sql<Told>`
    update engine.sla_clock k set
      state = case when due_at <= ${now} then 'breached' else state end,
      breached_at = case when due_at <= ${now} then ${now}::timestamptz end,
      warned_at = case when due_at <= ${now} then warned_at else coalesce(warned_at, ${now}) end,
      wake_at = case when due_at <= ${now} then null else due_at end,
      version = version + 1
    where tenant_id = ${context.tenantId} and id = any(${ids}) and wake_at <= ${now}
    returning id, subject, metric, target_seconds as "targetSeconds", due_at as "dueAt", state`)
  await Promise.all(
    told.map((each) => tellClock(tx, context, each.state === 'breached' ? slaBreached : slaWarned, each)),
  )
}
