import type { Context } from '#engine/kernel'
import { compileCalendar, isOpen, nextOpenInstant, type Calendar, type CalendarDefinition } from '#engine/calendar'
import { sql, type Tx } from '#engine/store'

/** Whether somebody of a queue works now, and if not, from when. */
export type Hours = { readonly open: true } | { readonly open: false; readonly opensAtMs: number }

const ALWAYS: Hours = { open: true }
const compiled = new Map<string, Calendar>()

export async function hoursOf(
  tx: Tx,
  { tenantId }: Pick<Context, 'tenantId'>,
  queueId: string,
  nowMs: number,
): Promise<Hours> {
  const row = await tx.find(sql<{ id: string; version: number; definition: CalendarDefinition }>`
    select k.id, k.version, k.definition from conversation.queue q
    join engine.calendar k on k.tenant_id = q.tenant_id and k.id = q.calendar_id
    where q.tenant_id = ${tenantId} and q.queue_id = ${queueId}`)
  if (!row) return ALWAYS
  const calendar = calendarOf(`${row.id} ${row.version}`, row.definition)
  return isOpen(calendar, nowMs) ? ALWAYS : { open: false, opensAtMs: nextOpenInstant(calendar, nowMs) }
}

function calendarOf(key: string, definition: CalendarDefinition): Calendar {
  const known = compiled.get(key)
  if (known) return known
  if (compiled.size > 500) compiled.clear()
  const calendar = compileCalendar(definition)
  compiled.set(key, calendar)
  return calendar
}
