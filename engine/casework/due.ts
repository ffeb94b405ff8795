import { isId, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

/**
 * Keeps `dueAt` of cases true after their clocks were moved from outside, for example by a change of the calendar.
 * Subjects that are no cases are left alone.
 */
export async function followDue(tx: Tx, { tenantId }: Context, subjects: readonly string[]): Promise<void> {
  const ids = subjects.map((subject) => subject.slice(subject.indexOf(':') + 1))
  await tx.run(sql`
    update engine.case c set due_at = (
      select min(k.due_at) from engine.sla_clock k
      where k.tenant_id = c.tenant_id and k.subject = split_part(c.kind, '.', 2) || ':' || c.id
        and k.state <> 'cancelled' and k.stopped_at is null and k.paused_at is null)
    where c.tenant_id = ${tenantId} and c.id = any(${ids.filter(isId)}::uuid[])
      and split_part(c.kind, '.', 2) || ':' || c.id = any(${subjects})`)
}
