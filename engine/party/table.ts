import { clock, type Context, type Page } from '#engine/kernel'
import { beyond, sql, toPage, violates, type Tx } from '#engine/store'
import type { RawBuilder } from 'kysely'
import { partyRefusals, versionConflict } from './errors.ts'

/**
 * The three tables of this part are alike: rows with a version, archived instead of deleted, found by name.
 * A description of the columns gives the statements.
 */
export interface PartyTable<Row extends PartyRow> {
  readonly name: string
  /** Property → `column type`. */
  readonly columns: Readonly<Record<string, string>>
  /** Properties in which a search looks; the first decides the order. */
  readonly searched: readonly string[]
  /** Constraint → the property that pointed to nothing. */
  readonly references: Readonly<Record<string, string>>
  readonly codeConstraint?: string
  /** Further values of a row, as `expression as "property"`. */
  readonly extra?: string
  /** Properties that are kept for the company itself: a customer's user reads null. */
  readonly internal?: readonly string[]
  /** The rows of one customer: a condition on `t`. */
  readonly ofCustomer: (tenantId: string, customerId: string) => RawBuilder<unknown>
  readonly emptyRow: Omit<Row, 'id' | 'archivedAt' | 'version'>
}

export interface PartyRow {
  readonly id: string
  readonly name: string
  readonly archivedAt: string | null
  readonly version: number
}

export interface ListQuery {
  readonly limit: number
  readonly after?: string | undefined
  /** Part of a name, an alias, a code … in any case of letters; rows whose name begins with it come first. */
  readonly text?: string | undefined
  readonly archived?: boolean | undefined
}

/** Writes rows in one statement, however many. */
export async function insertRows<Row extends PartyRow>(
  tx: Tx,
  { tenantId }: Context,
  table: PartyTable<Row>,
  rows: readonly Omit<Row, 'version' | 'archivedAt'>[],
): Promise<void> {
  if (rows.length === 0) return
  const names = sql.raw(Object.values(table.columns).map(columnOf).join(', '))
  const now = clock.date()
  await translated(
    table,
    tx.run(sql`
      insert into ${sql.raw(table.name)} (tenant_id, ${names}, created_at, updated_at)
      select ${tenantId}, ${names}, ${now}, ${now}
      from jsonb_to_recordset(${JSON.stringify(rows.map((row) => recordOf(table, row)))}::jsonb)
        as r (${sql.raw(Object.values(table.columns).join(', '))})`),
  )
}

/** Writes what changed; the row's next version. */
export async function updateRow<Row extends PartyRow>(
  tx: Tx,
  { tenantId }: Context,
  table: PartyTable<Row>,
  next: Row,
): Promise<Row> {
  const assignments = Object.entries(table.columns)
    .filter(([property]) => property !== 'id')
    .map(([property, column]) => {
      const [name, type] = [columnOf(column), column.slice(columnOf(column).length + 1)]
      return sql`${sql.raw(name)} = ${valueOf(next[property as keyof Row])}::${sql.raw(type)}`
    })
  return translated(
    table,
    tx.one(sql<Row>`
      update ${sql.raw(table.name)} t set ${sql.join(assignments)}, archived_at = ${next.archivedAt}::timestamptz,
        version = t.version + 1, updated_at = ${clock.date()}
      where t.tenant_id = ${tenantId} and t.id = ${next.id} returning ${selected(table)}`),
  )
}

/** The row locked against change, at the version that the caller knows. */
export async function holdRow<Row extends PartyRow>(
  tx: Tx,
  context: Context,
  table: PartyTable<Row>,
  id: string,
  expectedVersion: number | undefined,
): Promise<Row | undefined> {
  const held = await tx.find(sql<Row>`
    select ${selected(table)} from ${sql.raw(table.name)} t where ${mayTouch(context, table)} and t.id = ${id} for update`)
  if (held && expectedVersion !== undefined && held.version !== expectedVersion) throw versionConflict()
  return held
}

/** Many at once, for joins in other modules; archived ones too, those not found are left out. */
export function rowsByIds<Row extends PartyRow>(
  tx: Tx,
  context: Context,
  table: PartyTable<Row>,
  ids: readonly string[],
): Promise<Row[]> {
  return tx.all(sql<Row>`
    select ${readable(context, table)} from ${sql.raw(table.name)} t
    where ${mayTouch(context, table)} and t.id = any(${ids}::uuid[])`)
}

/** Those with one of these codes, archived ones too. */
export function rowsByCodes<Row extends PartyRow & { readonly code: string | null }>(
  tx: Tx,
  context: Context,
  table: PartyTable<Row>,
  codes: readonly string[],
): Promise<Row[]> {
  return tx.all(sql<Row>`
    select ${readable(context, table)} from ${sql.raw(table.name)} t
    where ${mayTouch(context, table)} and t.code = any(${codes}::text[])`)
}

const BY_NAME = ['t.name collate "zh-x-icu"', 't.id']

export async function listRows<Row extends PartyRow>(
  tx: Tx,
  context: Context,
  table: PartyTable<Row>,
  { limit, after, text, archived = false }: ListQuery,
  filter: RawBuilder<unknown> = sql`true`,
): Promise<Page<Row>> {
  const wanted = sql`${mayTouch(context, table)} and (t.archived_at is not null) = ${archived} and ${filter}`
  if (text === undefined || text === '') {
    const rows = await tx.all(sql<Row>`
      select ${readable(context, table)} from ${sql.raw(table.name)} t
      where ${wanted} and ${beyond(BY_NAME, after, 'asc')}
      order by ${sql.raw(BY_NAME.join(', '))} limit ${limit + 1}`)
    return toPage(rows, limit, ({ name, id }) => [name, id])
  }
  const rows = await tx.all(sql<Row & { rank: number }>`
    select ${readable(context, table)}, t.rank from (
      select *, (position(lower(${text}) in lower(name)) <> 1)::int as rank from ${sql.raw(table.name)} t
      where ${contains(table, text)}
    ) t
    where ${wanted} and ${beyond(['t.rank', ...BY_NAME], after, 'asc')}
    order by t.rank, ${sql.raw(BY_NAME.join(', '))} limit ${limit + 1}`)
  return toPage(rows, limit, ({ rank, name, id }) => [rank, name, id])
}

function contains<Row extends PartyRow>(table: PartyTable<Row>, text: string): RawBuilder<unknown> {
  const places = table.searched.map((property) => {
    const column = sql.raw(columnOf(table.columns[property]!))
    return sql`position(lower(${text}) in lower(coalesce(${column}, ''))) > 0`
  })
  return sql`(${sql.join(places, sql` or `)})`
}

function mayTouch<Row extends PartyRow>({ tenantId, actor }: Context, table: PartyTable<Row>): RawBuilder<boolean> {
  const own = actor.customerId === undefined ? sql`true` : table.ofCustomer(tenantId, actor.customerId)
  return sql<boolean>`t.tenant_id = ${tenantId} and ${own}`
}

/** What this caller may read of a row. */
function readable<Row extends PartyRow>({ actor }: Context, table: PartyTable<Row>): RawBuilder<unknown> {
  return selected(table, actor.customerId === undefined ? [] : table.internal)
}

function selected<Row extends PartyRow>(
  { columns, extra }: PartyTable<Row>,
  hidden: readonly string[] = [],
): RawBuilder<unknown> {
  const shown = Object.entries(columns).map(([property, column]) =>
    hidden.includes(property) ? `null as "${property}"` : `t.${columnOf(column)} as "${property}"`,
  )
  return sql.raw([...shown, 't.archived_at as "archivedAt"', 't.version', ...(extra ? [extra] : [])].join(', '))
}

function recordOf<Row extends PartyRow>({ columns }: PartyTable<Row>, row: object): object {
  const values = row as Readonly<Record<string, unknown>>
  return Object.fromEntries(Object.entries(columns).map(([property, column]) => [columnOf(column), values[property]]))
}

function valueOf(value: unknown): unknown {
  return value ?? null
}

/** `parent_id uuid` → `parent_id` */
function columnOf(column: string): string {
  return column.slice(0, column.indexOf(' '))
}

async function translated<Row extends PartyRow, T>(
  { references, codeConstraint }: PartyTable<Row>,
  write: Promise<T>,
): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (codeConstraint && violates(error, codeConstraint)) throw partyRefusals.partyCodeTaken({}, [taken])
    for (const [constraint, property] of Object.entries(references)) {
      if (violates(error, constraint)) throw unknownReference(property)
    }
    throw error
  }
}

const taken = { path: '/code', message: 'is used by another one' }

export function unknownReference(property: string): Error {
  return partyRefusals.partyReferenceUnknown({ field: property }, [{ path: `/${property}`, message: 'is not known' }])
}
