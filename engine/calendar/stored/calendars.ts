import { clock, newId, type Context, type Page } from '#engine/kernel'
import { emit } from '#engine/events'
import { beyond, sql, toPage, violates, type Database, type Tx } from '#engine/store'
import { compileCalendar } from '../calendar.ts'
import type { CalendarDefinition } from '../definition.ts'
import { calendarChanged } from '../events.ts'
import { nextOpenings } from '../openings.ts'
import { instantText, type SlaClock } from '../sla/clock.ts'
import { recomputeForCalendar } from '../sla/terms.ts'
import { clocksOf } from '../sla/clock-store.ts'
import { listDue, type DueQuery } from '../sla/due-list.ts'
import { readCalendar, type CompiledCalendar } from './compiled.ts'
import { storedCalendarRefusals, versionConflict } from './refusals.ts'

/** A calendar of a tenant, as its editor sees it. */
export interface StoredCalendar {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly definition: CalendarDefinition
  readonly isDefault: boolean
  readonly version: number
}

/** One stretch of open hours; `closesAt` is null when it goes on for over a year. */
export interface OpeningText {
  readonly opensAt: string
  readonly closesAt: string | null
}

export interface NewCalendar {
  readonly name: string
  readonly definition: CalendarDefinition
  readonly isDefault?: boolean | undefined
}

export interface CalendarChanges {
  readonly name?: string | undefined
  readonly definition?: CalendarDefinition | undefined
  /** Makes it the default; another one loses that. */
  readonly isDefault?: boolean | undefined
}

export interface Calendars {
  /** The first calendar of a tenant is its default. Refuses a name that is taken and a definition that is wrong. */
  create(context: Context, calendar: NewCalendar): Promise<StoredCalendar>
  /** Clocks that follow it are reckoned anew in the same transaction; their pauses stay. 412 on another version. */
  update(context: Context, id: string, changes: CalendarChanges, expectedVersion?: number): Promise<StoredCalendar>
  get(context: Context, id: string): Promise<StoredCalendar>
  list(context: Context, page: { limit: number; after?: string | undefined }): Promise<Page<StoredCalendar>>
  /** The next opening hours of a definition that need not be stored; `from` is RFC 3339, now when absent. */
  preview(definition: CalendarDefinition, count: number, from?: string): OpeningText[]
  /** Ready for questions; without id the tenant's default. */
  compiled(context: Context, id?: string): Promise<CompiledCalendar>
  clocksOf(context: Context, subjects: readonly string[]): Promise<SlaClock[]>
  listDue(context: Context, query: DueQuery): Promise<Page<SlaClock>>
}

export interface CalendarParts {
  readonly database: Database
  /** Told in the transaction which subjects' due instants a change of calendar has moved. */
  readonly clocksMoved?: (tx: Tx, context: Context, subjects: readonly string[]) => Promise<void>
}

export function createCalendars({ database, clocksMoved }: CalendarParts): Calendars {
  return {
    create: (context, calendar) => database.withTenant(context, (tx) => insertCalendar(tx, context, calendar)),
    update: (context, id, changes, expectedVersion) =>
      database.withTenant(context, async (tx) => {
        const calendar = await updateCalendar(tx, context, id, changes, expectedVersion)
        if (changes.definition !== undefined) {
          const subjects = (await recomputeForCalendar(tx, context, id)).map(({ subject }) => subject)
          if (subjects.length > 0) await clocksMoved?.(tx, context, [...new Set(subjects)])
        }
        return calendar
      }),
    get: (context, id) => database.withTenant(context, (tx) => getCalendar(tx, context, id)),
    list: (context, page) => database.withTenant(context, (tx) => listCalendars(tx, context, page)),
    preview: (definition, count, from) =>
      nextOpenings(compileCalendar(definition), from === undefined ? clock.ms() : Date.parse(from), count).map(
        ({ opensAt, closesAt }) => ({
          opensAt: instantText(opensAt),
          closesAt: closesAt === undefined ? null : instantText(closesAt),
        }),
      ),
    compiled: (context, id) => database.withTenant(context, (tx) => readCalendar(tx, context, id)),
    clocksOf: (context, subjects) => database.withTenant(context, (tx) => clocksOf(tx, context, subjects)),
    listDue: (context, query) => database.withTenant(context, (tx) => listDue(tx, context, query)),
  }
}

const COLUMNS = sql.raw('id, name, zone, definition, is_default as "isDefault", version')

async function insertCalendar(
  tx: Tx,
  context: Context,
  { name, definition, isDefault = false }: NewCalendar,
): Promise<StoredCalendar> {
  const { tz } = compileCalendar(definition)
  if (isDefault) await dethrone(tx, context)
  const calendar = await named(
    name,
    tx.one(sql<StoredCalendar>`
      insert into engine.calendar (tenant_id, id, name, zone, definition, is_default, created_at, updated_at)
      values (${context.tenantId}, ${newId()}, ${name}, ${tz}, ${JSON.stringify(definition)},
        ${isDefault} or not exists (select from engine.calendar where tenant_id = ${context.tenantId} and is_default),
        ${clock.date()}, ${clock.date()})
      returning ${COLUMNS}`),
  )
  await emit(tx, context, calendarChanged, { calendarId: calendar.id, version: calendar.version })
  return calendar
}

async function updateCalendar(
  tx: Tx,
  context: Context,
  id: string,
  { name, definition, isDefault }: CalendarChanges,
  expectedVersion?: number,
): Promise<StoredCalendar> {
  const tz = definition && compileCalendar(definition).tz
  const before = await holdCalendar(tx, context, id)
  if (expectedVersion !== undefined && before.version !== expectedVersion) throw versionConflict()
  if (isDefault === true && !before.isDefault) await dethrone(tx, context)
  const calendar = await named(
    name ?? before.name,
    tx.one(sql<StoredCalendar>`
      update engine.calendar set name = ${name ?? before.name}, zone = ${tz ?? before.zone},
        definition = ${JSON.stringify(definition ?? before.definition)}, is_default = is_default or ${isDefault === true},
        version = version + 1, updated_at = ${clock.date()}
      where tenant_id = ${context.tenantId} and id = ${id} returning ${COLUMNS}`),
  )
  await emit(tx, context, calendarChanged, { calendarId: id, version: calendar.version })
  return calendar
}

function dethrone(tx: Tx, { tenantId }: Context): Promise<number> {
  return tx.run(sql`
    update engine.calendar set is_default = false, version = version + 1 where tenant_id = ${tenantId} and is_default`)
}

async function named<T>(name: string, write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (violates(error, 'calendar_name')) throw storedCalendarRefusals.calendarNameTaken({ name })
    throw error
  }
}

async function holdCalendar(tx: Tx, { tenantId }: Context, id: string): Promise<StoredCalendar> {
  const held = await tx.find(sql<StoredCalendar>`
    select ${COLUMNS} from engine.calendar where tenant_id = ${tenantId} and id = ${id} for update`)
  if (!held) throw storedCalendarRefusals.calendarNotFound({ id })
  return held
}

async function getCalendar(tx: Tx, { tenantId }: Context, id: string): Promise<StoredCalendar> {
  const found = await tx.find(sql<StoredCalendar>`
    select ${COLUMNS} from engine.calendar where tenant_id = ${tenantId} and id = ${id}`)
  if (!found) throw storedCalendarRefusals.calendarNotFound({ id })
  return found
}

async function listCalendars(
  tx: Tx,
  { tenantId }: Context,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<Page<StoredCalendar>> {
  const rows = await tx.all(sql<StoredCalendar>`
    select ${COLUMNS} from engine.calendar
    where tenant_id = ${tenantId} and ${beyond(['name', 'id'], after, 'asc')} order by name, id limit ${limit + 1}`)
  return toPage(rows, limit, ({ name, id }) => [name, id])
}
