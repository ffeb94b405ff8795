import { clock, type Context } from '#engine/kernel'
import { mayTouch } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import type { PRIORITIES } from './fields.ts'

export interface IncidentCounts {
  readonly open: number
  readonly byPriority: Readonly<Record<(typeof PRIORITIES)[number], number>>
  readonly overdue: number
}

/** Open incidents, from the index of open cases. */
export async function countIncidents(tx: Tx, context: Context): Promise<IncidentCounts> {
  const rows = await tx.all(sql<{ priority: string; open: number; overdue: number }>`
    select priority, count(*)::int as open, count(*) filter (where due_at < ${clock.date()})::int as overdue
    from engine.case c
    where ${mayTouch(context)} and kind = 'desk.incident' and state_group = 'open'
    group by priority`)
  const of = (priority: string): number => rows.find((row) => row.priority === priority)?.open ?? 0
  return {
    open: rows.reduce((sum, row) => sum + row.open, 0),
    byPriority: { p1: of('p1'), p2: of('p2'), p3: of('p3'), p4: of('p4') },
    overdue: rows.reduce((sum, row) => sum + row.overdue, 0),
  }
}
