import type { Context, Page } from '#engine/kernel'
import { beyond, sql, toPage, type Tx } from '#engine/store'
import type { RawBuilder } from 'kysely'
import type { CaseRecord } from './case-record.ts'
import type { CaseShape, CaseType, StateGroup } from './case-type.ts'
import { RECORD } from './case-store.ts'
import { mayTouch } from './scope.ts'

/** Filters of a list; what is absent does not filter. */
export interface CaseFilter {
  readonly group?: StateGroup | undefined
  readonly state?: readonly string[] | undefined
  readonly priority?: readonly string[] | undefined
  readonly customerId?: string | undefined
  readonly siteId?: string | undefined
  readonly personId?: string | undefined
  readonly teamId?: readonly string[] | undefined
  /** `none`: nobody works on it yet. */
  readonly assigneeId?: string | undefined
  readonly watcherId?: string | undefined
  /** Tied to this, `fleet.device:<id>`. */
  readonly ref?: string | undefined
  /** A part of the subject, or the beginning of a number. */
  readonly text?: string | undefined
  readonly openedFrom?: string | undefined
  readonly openedBefore?: string | undefined
}

export interface CaseQuery extends CaseFilter {
  readonly limit: number
  readonly after?: string | undefined
  /** Last changed first, the most urgent first, or last opened first. */
  readonly sort?: 'updated' | 'due' | 'opened' | undefined
}

interface Order {
  readonly columns: readonly [string, string]
  readonly direction: 'asc' | 'desc'
  positionOf(record: CaseRecord): [string, string]
}

const ORDERS: Readonly<Record<NonNullable<CaseQuery['sort']>, Order>> = {
  updated: { columns: ['c.updated_at', 'c.id'], direction: 'desc', positionOf: ({ updatedAt, id }) => [updatedAt, id] },
  opened: { columns: ['c.opened_at', 'c.id'], direction: 'desc', positionOf: ({ openedAt, id }) => [openedAt, id] },
  due: {
    columns: [`coalesce(c.due_at, 'infinity')`, 'c.id'],
    direction: 'asc',
    positionOf: ({ dueAt, id }) => [dueAt ?? 'infinity', id],
  },
}

/** One page of the cases of a type. */
export function listCases<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  query: CaseQuery,
): Promise<Page<CaseRecord<S>>> {
  return listOfKinds(tx, context, [type.kind], query) as Promise<Page<CaseRecord<S>>>
}

export async function listOfKinds(
  tx: Tx,
  context: Context,
  kinds: readonly string[],
  { limit, after, sort = 'updated', ...filter }: CaseQuery,
): Promise<Page<CaseRecord>> {
  const { columns, direction, positionOf } = ORDERS[sort]
  const order = columns.map((column) => `${column} ${direction}`).join(', ')
  const rows = await tx.all(sql<CaseRecord>`
    select ${RECORD} from engine.case c
    where ${mayTouch(context)} and ${isOfKind(kinds)} and ${matches(context, filter)}
      and ${beyond(columns, after, direction)}
    order by ${sql.raw(order)} limit ${limit + 1}`)
  return toPage(rows, limit, positionOf)
}

export type CaseColumn = 'state' | 'stateGroup' | 'priority' | 'assigneeId' | 'teamId' | 'customerId'

const GROUPED: Readonly<Record<CaseColumn, string>> = {
  state: 'c.state',
  stateGroup: 'c.state_group',
  priority: 'c.priority',
  assigneeId: 'c.assignee_id',
  teamId: 'c.team_id',
  customerId: 'c.customer_id',
}

/** How many cases there are by the values of a column; cases without a value count under `none`. */
export async function countCases<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  by: CaseColumn,
  filter: CaseFilter = {},
): Promise<Record<string, number>> {
  const rows = await tx.all(sql<{ value: string | null; count: number }>`
    select ${sql.raw(GROUPED[by])} as value, count(*)::int as count from engine.case c
    where ${mayTouch(context)} and c.kind = ${type.kind} and ${matches(context, filter)} group by 1`)
  return Object.fromEntries(rows.map(({ value, count }) => [value ?? 'none', count]))
}

/** How many open cases of any type each person has. */
export async function workloadOf(
  tx: Tx,
  { tenantId }: Context,
  assigneeIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.all(sql<{ id: string; count: number }>`
    select assignee_id as id, count(*)::int as count from engine.case
    where tenant_id = ${tenantId} and state_group = 'open' and assignee_id = any(${assigneeIds}::uuid[]) group by 1`)
  return new Map([...assigneeIds.map((id) => [id, 0] as const), ...rows.map(({ id, count }) => [id, count] as const)])
}

/** One kind is compared, not searched in a list: only so does the order come from the index. */
function isOfKind(kinds: readonly string[]): RawBuilder<boolean> {
  return kinds.length === 1 ? sql`c.kind = ${kinds[0]}` : sql`c.kind = any(${kinds})`
}

/** Written out, not sent as a parameter, so that the partial indices of open cases serve. */
const IN_GROUP: Readonly<Record<StateGroup, RawBuilder<unknown>>> = {
  open: sql`c.state_group = 'open'`,
  done: sql`c.state_group = 'done'`,
  closed: sql`c.state_group = 'closed'`,
}

function matches({ tenantId }: Context, filter: CaseFilter): RawBuilder<boolean> {
  const { group, state, priority, teamId, assigneeId, watcherId, ref, text, openedFrom, openedBefore } = filter
  const conditions: RawBuilder<unknown>[] = []
  if (group) conditions.push(IN_GROUP[group])
  if (state) conditions.push(sql`c.state = any(${state})`)
  if (priority) conditions.push(sql`c.priority = any(${priority})`)
  if (filter.customerId) conditions.push(sql`c.customer_id = ${filter.customerId}`)
  if (filter.siteId) conditions.push(sql`c.site_id = ${filter.siteId}`)
  if (filter.personId) conditions.push(sql`c.person_id = ${filter.personId}`)
  if (teamId) conditions.push(sql`c.team_id = any(${teamId}::uuid[])`)
  if (assigneeId)
    conditions.push(assigneeId === 'none' ? sql`c.assignee_id is null` : sql`c.assignee_id = ${assigneeId}`)
  if (watcherId)
    conditions.push(sql`c.id in (
    select case_id from engine.case_watcher where tenant_id = ${tenantId} and user_id = ${watcherId})`)
  if (ref)
    conditions.push(sql`c.id in (
    select case_id from engine.case_link where tenant_id = ${tenantId} and ref = ${ref})`)
  if (text) conditions.push(saysText(text))
  if (openedFrom) conditions.push(sql`c.opened_at >= ${openedFrom}`)
  if (openedBefore) conditions.push(sql`c.opened_at < ${openedBefore}`)
  return conditions.length === 0 ? sql`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`
}

/** `INC-2026-0001` is the beginning of a number; anything else is looked for in the subject. */
function saysText(text: string): RawBuilder<unknown> {
  if (!/^[a-z]{2,6}-[\d-]*$/i.test(text)) return sql`position(lower(${text}) in lower(c.subject)) > 0`
  const beginning = text.toUpperCase()
  return sql`c.number between ${beginning} and ${`${beginning}~`}`
}
