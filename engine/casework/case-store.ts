import { clock, type Context } from '#engine/kernel'
import { sql, violates, type Tx } from '#engine/store'
import { takeNumber } from '#engine/tenancy'
import type { CaseRecord, EntryKind } from './case-record.ts'
import type { CaseShape, CaseType } from './case-type.ts'
import { caseworkRefusals } from './errors.ts'
import { mayTouch } from './scope.ts'

/** The rows of `engine.case`, each change with its timeline entry in one statement. */

/** The columns of a `CaseRecord`, from `engine.case c`. */
export const RECORD = sql.raw(`c.id, c.kind, c.number, c.subject, c.state, c.state_group as "stateGroup", c.priority,
  c.customer_id as "customerId", c.site_id as "siteId", c.person_id as "personId", c.team_id as "teamId",
  c.assignee_id as "assigneeId", c.source, c.data as fields, c.open_tasks as "openTasks",
  c.last_entry as "lastEntry", c.due_at as "dueAt", c.opened_at as "openedAt", c.done_at as "doneAt",
  c.closed_at as "closedAt", c.updated_at as "updatedAt", c.version`)

/** What is written beside a change. */
export interface EntryDraft {
  readonly kind: EntryKind
  readonly text?: string | undefined
  readonly data?: object | undefined
  readonly internal: boolean
  readonly source?: string | undefined
}

const ENTRY_COLUMNS = sql.raw(`tenant_id, case_id, seq, kind, actor_kind, actor_id, actor_name, text, data, internal,
  source, created_at`)

/** The values of an entry after `tenant_id, case_id, seq`. */
export function entryValues({ actor }: Context, { kind, text, data, internal, source }: EntryDraft) {
  return sql`${kind}::text, ${actor.kind}::text, ${actor.id}::text, ${actor.name}::text, ${text ?? null}::text,
    ${data === undefined ? null : JSON.stringify(data)}::jsonb, ${internal}::boolean, ${source ?? null}::text,
    ${clock.date()}::timestamptz`
}

/** The case's number is taken, and the case and its first entry are written, by this one statement. */
export async function insertCase(
  tx: Tx,
  context: Context,
  prefix: string,
  record: Omit<CaseRecord, 'number'>,
  entry: EntryDraft,
): Promise<string> {
  const opened = tx.one(sql<{ number: string }>`
    with number as (${takeNumber(context, prefix, record.openedAt)}),
    opened as (
      insert into engine.case (tenant_id, id, kind, number, subject, state, state_group, priority, customer_id, site_id,
        person_id, team_id, assignee_id, source, data, last_entry, due_at, opened_at, done_at, closed_at, updated_at)
      select ${context.tenantId}, ${record.id}, ${record.kind}, number.number, ${record.subject}, ${record.state},
        ${record.stateGroup}, ${record.priority}, ${record.customerId}::uuid, ${record.siteId}::uuid,
        ${record.personId}::uuid, ${record.teamId}::uuid, ${record.assigneeId}::uuid, ${record.source},
        ${JSON.stringify(record.fields)}::jsonb, 1, ${record.dueAt}::timestamptz, ${record.openedAt}::timestamptz,
        ${record.doneAt}::timestamptz, ${record.closedAt}::timestamptz, ${record.updatedAt}::timestamptz
      from number returning number
    ),
    entry as (
      insert into engine.case_entry (${ENTRY_COLUMNS})
      select ${context.tenantId}, ${record.id}, 1, ${entryValues(context, entry)}
    )
    select number from opened`)
  return (await knownParties(opened)).number
}

/** Writes the case as it should be, one version later, with an entry. */
export async function updateCase(
  tx: Tx,
  { tenantId, ...context }: Context,
  next: CaseRecord,
  entry: EntryDraft,
): Promise<CaseRecord> {
  const changed = tx.one(sql<CaseRecord>`
    with changed as (
      update engine.case c set
        (subject, state, state_group, priority, customer_id, site_id, person_id, team_id, assignee_id, data, due_at,
          done_at, closed_at, updated_at)
        = (${next.subject}, ${next.state}, ${next.stateGroup}, ${next.priority}, ${next.customerId}::uuid,
          ${next.siteId}::uuid, ${next.personId}::uuid, ${next.teamId}::uuid, ${next.assigneeId}::uuid,
          ${JSON.stringify(next.fields)}::jsonb, ${next.dueAt}::timestamptz, ${next.doneAt}::timestamptz,
          ${next.closedAt}::timestamptz, ${clock.date()}::timestamptz),
        last_entry = c.last_entry + 1, version = c.version + 1
      where c.tenant_id = ${tenantId} and c.id = ${next.id} returning ${RECORD}
    ),
    entry as (
      insert into engine.case_entry (${ENTRY_COLUMNS})
      select ${tenantId}, id, "lastEntry", ${entryValues({ tenantId, ...context }, entry)} from changed
    )
    select * from changed`)
  return knownParties(changed)
}

/** One more entry; answers its place, or undefined when there is no such case. The version of the case stays. */
export async function appendEntry(
  tx: Tx,
  context: Context,
  of: { readonly kind: string; readonly caseId: string },
  entry: EntryDraft,
  { openTasks = 0 }: { openTasks?: number } = {},
): Promise<number | undefined> {
  const row = await tx.find(sql<{ seq: number }>`
    with changed as (
      update engine.case c set last_entry = c.last_entry + 1, updated_at = ${clock.date()},
        open_tasks = c.open_tasks + ${openTasks}
      where ${mayTouch(context)} and c.id = ${of.caseId} and c.kind = ${of.kind} returning c.id, c.last_entry
    )
    insert into engine.case_entry (${ENTRY_COLUMNS})
    select ${context.tenantId}, id, last_entry, ${entryValues(context, entry)} from changed
    returning seq`)
  return row?.seq
}

/** Locks the case against every other change until the transaction ends. */
export function holdCase<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  id: string,
): Promise<CaseRecord<S> | undefined> {
  return tx.find(sql<CaseRecord<S>>`
    select ${RECORD} from engine.case c
    where ${mayTouch(context)} and c.id = ${id} and c.kind = ${type.kind} for update`)
}

const PARTIES = { case_customer: 'customerId', case_site: 'siteId', case_person: 'personId' } as const

async function knownParties<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    for (const [constraint, party] of Object.entries(PARTIES)) {
      if (!violates(error, constraint)) continue
      throw caseworkRefusals.unknownParty({ party }, [{ path: `/${party}`, message: 'is not known' }])
    }
    throw error
  }
}
