import { clock, newId, type Context } from '#engine/kernel'
import { planClocks, startPlanned } from '#engine/calendar'
import { sql, type Tx } from '#engine/store'
import type { CaseRecord } from './case-record.ts'
import type { CaseShape, CaseType } from './case-type.ts'
import { insertCase, RECORD, type EntryDraft } from './case-store.ts'
import type { OpenCase, Opened } from './commands.ts'
import { followDue } from './due.ts'
import { caseworkRefusals } from './errors.ts'
import { checkedFields } from './fields.ts'
import { insertLinks } from './links.ts'
import { earliestDue, startsOf, targetsOf } from './promises.ts'
import { caseSubject } from './subject.ts'
import { utcText } from './utc-text.ts'

/**
 * Opens a case: numbered, with its first entry and its clocks. Its statements share one round trip, because a number's
 * series is locked until the transaction ends and everybody else who opens waits.
 * Refuses wrong fields (422, every one) and unknown parties.
 */
export async function openCase<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  input: OpenCase<S>,
): Promise<Opened<S>> {
  const draft = draftOf(context, type, input)
  const existing = await alreadyOpened(tx, context, type, draft.source)
  if (existing) return { record: existing, isNew: false }
  const subject = caseSubject(type.kind, draft.id)
  const targets = targetsOf(type, draft.priority, input.sla)
  const planned = await planClocks(tx, context, startsOf(subject, draft.openedAt, targets))
  const dueAt = earliestDue(planned.clocks)
  const [started, number] = await Promise.all([
    startPlanned(tx, context, planned),
    insertCase(tx, context, type.prefix, { ...draft, dueAt }, openingEntry(type, input)),
    insertLinks(tx, context, draft.id, input.links ?? []),
  ])
  const record = { ...draft, number, dueAt: earliestDue(started) }
  if (record.dueAt !== dueAt) await followDue(tx, context, [subject])
  return { record, isNew: true }
}

function draftOf<S extends CaseShape>(
  { actor }: Context,
  type: CaseType<S>,
  input: OpenCase<S>,
): Omit<CaseRecord<S>, 'number'> {
  const openedAt = input.openedAt === undefined ? clock.iso() : utcText(input.openedAt)
  const stateGroup = type.states[type.initial as S['state']]
  return {
    id: input.id ?? newId(),
    kind: type.kind,
    subject: input.subject,
    state: type.initial,
    stateGroup,
    priority: priorityOf(type, input.priority),
    customerId: actor.customerId ?? input.customerId ?? null,
    siteId: input.siteId ?? null,
    personId: input.personId ?? null,
    teamId: input.teamId ?? null,
    assigneeId: input.assigneeId ?? null,
    source: input.source ?? null,
    fields: checkedFields(type, input.fields),
    openTasks: 0,
    lastEntry: 1,
    dueAt: null,
    openedAt,
    doneAt: null,
    closedAt: null,
    updatedAt: openedAt,
    version: 1,
  }
}

/** The given priority if the type has it, else the least urgent. */
export function priorityOf<S extends CaseShape>(type: CaseType<S>, given: string | undefined): S['priority'] {
  if (given === undefined) return type.priorities.at(-1)!
  const known = type.priorities.find((priority) => priority === given)
  if (known === undefined) throw caseworkRefusals.unknownPriority({ priority: given }, [notAPriority])
  return known
}

const notAPriority = { path: '/priority', message: 'is not a priority of this type' }

function openingEntry<S extends CaseShape>(type: CaseType<S>, { text }: OpenCase<S>): EntryDraft {
  return { kind: 'state', text, data: { act: 'open', to: type.initial }, internal: false }
}

/** Of two that open from one source at the same time, the second waits for the first and then finds its case. */
async function alreadyOpened<S extends CaseShape>(
  tx: Tx,
  { tenantId }: Context,
  { kind }: CaseType<S>,
  source: string | null,
): Promise<CaseRecord<S> | undefined> {
  if (source === null) return undefined
  const [, existing] = await Promise.all([
    tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId} ${kind} ${source}`}, 0))`),
    tx.find(sql<CaseRecord<S>>`
      select ${RECORD} from engine.case c
      where c.tenant_id = ${tenantId} and c.kind = ${kind} and c.source = ${source}`),
  ])
  return existing
}
