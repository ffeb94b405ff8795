import type { Context, Page } from '#engine/kernel'
import { beyond, sql, toPage, type Tx } from '#engine/store'
import type { CaseEntry, EntryKind } from './case-record.ts'
import type { CaseShape, CaseType } from './case-type.ts'
import { appendEntry } from './case-store.ts'
import type { NewEntry } from './commands.ts'
import { caseworkRefusals } from './errors.ts'
import { isCustomer, mayTouch } from './scope.ts'

const ENTRY = sql.raw(`e.seq, e.kind, e.actor_kind as "actorKind", e.actor_id as "actorId", e.actor_name as "actorName",
  e.text, e.data, e.internal, e.created_at as "createdAt"`)

/** Hidden from the customer unless the caller says otherwise. */
const INTERNAL_KINDS: readonly EntryKind[] = ['note', 'system']

/** Adds a line to the timeline; answers its place. Once per `source`. A customer's own lines are never internal. */
export async function addEntry<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  { kind, text, data, internal = INTERNAL_KINDS.includes(kind), source }: NewEntry,
): Promise<{ seq: number; isNew: boolean }> {
  const earlier = await entryOfSource(tx, context, type, caseId, source)
  if (earlier !== undefined) return { seq: earlier, isNew: false }
  const draft = { kind, text, data, internal: internal && !isCustomer(context), source }
  const seq = await appendEntry(tx, context, { kind: type.kind, caseId }, draft)
  if (seq === undefined) throw caseworkRefusals.caseNotFound({ id: caseId })
  return { seq, isNew: true }
}

export interface TimelineQuery {
  readonly limit: number
  readonly after?: string | undefined
  readonly kinds?: readonly EntryKind[] | undefined
  /** The newest first when absent. */
  readonly order?: 'newest' | 'oldest' | undefined
}

/** A page of the timeline; a customer does not see internal entries. */
export async function timelineOf<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  { limit, after, kinds, order = 'newest' }: TimelineQuery,
): Promise<Page<CaseEntry>> {
  const direction = order === 'newest' ? 'desc' : 'asc'
  const rows = await tx.all(sql<CaseEntry>`
    select ${ENTRY} from engine.case_entry e
    where e.tenant_id = ${context.tenantId} and e.case_id = ${caseId}
      and exists (select from engine.case c where ${mayTouch(context)} and c.id = ${caseId} and c.kind = ${type.kind})
      and not (e.internal and ${isCustomer(context)})
      and (${kinds ?? null}::text[] is null or e.kind = any(${kinds ?? null}))
      and ${beyond(['e.seq'], after, direction)}
    order by e.seq ${sql.raw(direction)} limit ${limit + 1}`)
  return toPage(rows, limit, ({ seq }) => [seq])
}

/** Locks the case, so that of two who bring the same source the second finds the entry of the first. */
async function entryOfSource<S extends CaseShape>(
  tx: Tx,
  context: Context,
  { kind }: CaseType<S>,
  caseId: string,
  source: string | undefined,
): Promise<number | undefined> {
  if (source === undefined) return undefined
  const [, entry] = await Promise.all([
    tx.run(sql`
      select from engine.case c where ${mayTouch(context)} and c.id = ${caseId} and c.kind = ${kind} for update`),
    tx.find(sql<{ seq: number }>`
      select seq from engine.case_entry
      where tenant_id = ${context.tenantId} and case_id = ${caseId} and source = ${source}`),
  ])
  return entry?.seq
}
