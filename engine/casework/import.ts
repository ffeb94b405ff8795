import { newId, type Actor, type Context } from '#engine/kernel'
import { importClocks, type ImportedClock, type SlaClock, type SlaEvent } from '#engine/calendar'
import { sql, type Tx } from '#engine/store'
import type { EntryKind } from './case-record.ts'
import type { CaseShape, CaseType } from './case-type.ts'
import type { Parties, SlaTarget } from './commands.ts'
import { earliestDue } from './promises.ts'
import { caseSubject } from './subject.ts'

/**
 * Cases with their past, from another system or a demonstration: numbered by opening, three statements however many.
 * What is imported is taken as it is and tells nobody; a clock that still runs will be told of.
 */
export interface ImportedCase<S extends CaseShape> extends Parties {
  readonly id?: string | undefined
  readonly subject: string
  readonly state: S['state']
  readonly priority: S['priority']
  readonly fields: object
  readonly teamId?: string | null | undefined
  readonly assigneeId?: string | null | undefined
  readonly source?: string | undefined
  readonly openedAt: string
  readonly doneAt?: string | undefined
  readonly closedAt?: string | undefined
  /** The whole timeline, the opening first. */
  readonly entries: readonly ImportedEntry[]
  readonly clocks?: readonly (SlaTarget & { readonly metric: S['metric']; readonly later: readonly SlaEvent[] })[]
}

export interface ImportedEntry {
  readonly kind: EntryKind
  readonly actor: Pick<Actor, 'kind' | 'id' | 'name'>
  readonly at: string
  readonly text?: string | undefined
  readonly data?: object | undefined
  readonly internal?: boolean | undefined
}

/** Answers id and number of each, in the order given. */
export async function importCases<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  list: readonly ImportedCase<S>[],
): Promise<{ id: string; number: string }[]> {
  const cases = list.map((each) => ({ ...each, id: each.id ?? newId() }))
  const clocks = await importClocks(
    tx,
    context,
    cases.flatMap((each) => clocksOfImported(type, each)),
  )
  const due = dueBySubject(clocks)
  const records = cases.map((each) => recordOf(type, each, due.get(caseSubject(type.kind, each.id)) ?? null))
  const [rows] = await Promise.all([insertCases(tx, context, type, records), insertEntries(tx, context, cases)])
  const numbers = new Map(rows.map(({ id, number }) => [id, number]))
  return cases.map(({ id }) => ({ id, number: numbers.get(id)! }))
}

type WithId<S extends CaseShape> = ImportedCase<S> & { readonly id: string }

function clocksOfImported<S extends CaseShape>(type: CaseType<S>, imported: WithId<S>): ImportedClock[] {
  const { id, openedAt: startedAt, clocks = [] } = imported
  return clocks.map((each) => ({ ...each, subject: caseSubject(type.kind, id), startedAt }))
}

function dueBySubject(clocks: readonly SlaClock[]): Map<string, string | null> {
  const bySubject = Map.groupBy(clocks, ({ subject }) => subject)
  return new Map([...bySubject].map(([subject, own]) => [subject, earliestDue(own)]))
}

function recordOf<S extends CaseShape>(type: CaseType<S>, imported: WithId<S>, dueAt: string | null): object {
  return {
    id: imported.id,
    subject: imported.subject,
    state: imported.state,
    state_group: type.states[imported.state],
    priority: imported.priority,
    customer_id: imported.customerId,
    site_id: imported.siteId,
    person_id: imported.personId,
    team_id: imported.teamId,
    assignee_id: imported.assigneeId,
    source: imported.source,
    data: imported.fields,
    last_entry: imported.entries.length,
    due_at: dueAt,
    opened_at: imported.openedAt,
    done_at: imported.doneAt ?? imported.closedAt,
    closed_at: imported.closedAt,
    updated_at: imported.entries.at(-1)?.at ?? imported.openedAt,
  }
}

const COLUMNS = sql.raw(`id, subject, state, state_group, priority, customer_id, site_id, person_id, team_id,
  assignee_id, source, data, last_entry, due_at, opened_at, done_at, closed_at, updated_at`)

function insertCases<S extends CaseShape>(
  tx: Tx,
  { tenantId }: Context,
  { kind, prefix }: CaseType<S>,
  records: readonly object[],
): Promise<{ id: string; number: string }[]> {
  return tx.all(sql<{ id: string; number: string }>`
    with given as (
      select r.*, extract(year from r.opened_at at time zone t.zone)::int as year
      from engine.tenant t, jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r (
        id uuid, subject text, state text, state_group text, priority text, customer_id uuid, site_id uuid,
        person_id uuid, team_id uuid, assignee_id uuid, source text, data jsonb, last_entry int, due_at timestamptz,
        opened_at timestamptz, done_at timestamptz, closed_at timestamptz, updated_at timestamptz)
      where t.tenant_id = ${tenantId}
    ),
    placed as (
      select g.*, row_number() over (partition by year order by opened_at, id) as place,
        count(*) over (partition by year) as of_year
      from given g
    ),
    taken as (
      insert into engine.number_series as s (tenant_id, series, year, last)
      select ${tenantId}, ${prefix}, year, count(*) from given group by year
      on conflict (tenant_id, series, year) do update set last = s.last + excluded.last
      returning year, last
    ),
    numbered as (
      select p.*, (last - of_year + place)::text as nth from placed p join taken using (year)
    )
    insert into engine.case (tenant_id, kind, number, ${COLUMNS})
    select ${tenantId}, ${kind}, ${prefix} || '-' || year || '-' || lpad(nth, greatest(6, length(nth)), '0'), ${COLUMNS}
    from numbered
    returning id, number`)
}

async function insertEntries<S extends CaseShape>(
  tx: Tx,
  { tenantId }: Context,
  cases: readonly WithId<S>[],
): Promise<void> {
  const records = cases.flatMap(({ id, entries }) =>
    entries.map(({ kind, actor, at, text, data, internal = false }, i) => ({
      case_id: id,
      seq: i + 1,
      kind,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      text,
      data,
      internal,
      created_at: at,
    })),
  )
  await tx.run(sql`
    insert into engine.case_entry (tenant_id, case_id, seq, kind, actor_kind, actor_id, actor_name, text, data,
      internal, created_at)
    select ${tenantId}, r.* from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r (
      case_id uuid, seq int, kind text, actor_kind text, actor_id text, actor_name text, text text, data jsonb,
      internal boolean, created_at timestamptz)`)
}
