import type { Context } from '#engine/kernel'
import { newId } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { compileCalendar, type Calendar } from '../calendar.ts'
import type { CalendarDefinition } from '../definition.ts'
import { storedCalendarRefusals } from './refusals.ts'

/** A stored calendar made ready for questions. What a version means never changes, so it is compiled once. */
export interface CompiledCalendar {
  readonly id: string
  readonly version: number
  readonly calendar: Calendar
}

type Tenant = Pick<Context, 'tenantId'>

const KEPT_MAX = 2000
const kept = new Map<string, CompiledCalendar>()
const defaults = new Map<string, string>()

/** The calendar as this process last saw it; true unless another process changed it since. Without id the default. */
export async function recallCalendar(tx: Tx, context: Tenant, id?: string): Promise<CompiledCalendar> {
  const wanted = id ?? defaults.get(context.tenantId)
  const known = wanted === undefined ? undefined : kept.get(keyOf(context, wanted))
  return known ?? readCalendar(tx, context, id)
}

/** The calendar as it stands in the database. Without id the tenant's default, which is made when there is none. */
export async function readCalendar(tx: Tx, context: Tenant, id?: string): Promise<CompiledCalendar> {
  const row = await findRow(tx, context, id)
  if (row) return keep(tx, context, row, id === undefined)
  if (id !== undefined) throw storedCalendarRefusals.calendarNotFound({ id })
  await makeDefault(tx, context)
  return readCalendar(tx, context)
}

/** Calendars whose present versions are known; only those that changed are read. */
export async function calendarsAt(
  tx: Tx,
  context: Tenant,
  versions: readonly { id: string; version: number }[],
): Promise<Map<string, Calendar>> {
  const calendars = new Map<string, Calendar>()
  for (const { id, version } of versions) {
    const known = kept.get(keyOf(context, id))
    const current = known?.version === version ? known : await readCalendar(tx, context, id)
    calendars.set(id, current.calendar)
  }
  return calendars
}

interface CalendarRow {
  id: string
  version: number
  definition: CalendarDefinition
}

function findRow(tx: Tx, { tenantId }: Tenant, id: string | undefined): Promise<CalendarRow | undefined> {
  const wanted = id === undefined ? sql`is_default` : sql`id = ${id}`
  return tx.find(sql<CalendarRow>`
    select id, version, definition from engine.calendar where tenant_id = ${tenantId} and ${wanted}`)
}

/** Remembered once this transaction is durable: what it may have written itself is nobody else's business before. */
function keep(tx: Tx, context: Tenant, { id, version, definition }: CalendarRow, isDefault: boolean): CompiledCalendar {
  const known = kept.get(keyOf(context, id))
  const compiled = known?.version === version ? known : { id, version, calendar: compileCalendar(definition) }
  tx.afterCommit(() => {
    if (kept.size >= KEPT_MAX) kept.clear()
    kept.set(keyOf(context, id), compiled)
    if (isDefault) defaults.set(context.tenantId, id)
  })
  return compiled
}

/** A company that has not said when it works is always open. */
async function makeDefault(tx: Tx, { tenantId }: Tenant): Promise<void> {
  await tx.run(sql`
    insert into engine.calendar (tenant_id, id, name, zone, definition, is_default)
    select tenant_id, ${newId()}, '24 × 7', zone, jsonb_build_object('tz', zone, 'weekly', ${ALWAYS}::jsonb), true
    from engine.tenant where tenant_id = ${tenantId}
    on conflict do nothing`)
}

const WHOLE_DAY = [['00:00', '24:00']]
const ALWAYS = JSON.stringify(Object.fromEntries(Array.from({ length: 7 }, (_, day) => [day, WHOLE_DAY])))

function keyOf({ tenantId }: Tenant, id: string): string {
  return `${tenantId}:${id}`
}
