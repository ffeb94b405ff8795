import { clock, newId, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { areInSight } from '../visit/sight.ts'
import type { DraftSummary, VisitChange } from './draft.ts'

export interface PlanDraft {
  readonly draftId: string
  readonly day: string
  readonly changes: readonly VisitChange[]
  readonly summary: DraftSummary
}

export type ReadDraft = PlanDraft & { readonly published: boolean }

/** A plan as it was made, and whether it was published since. */
export async function readDraft(tx: Tx, context: Context, draftId: string): Promise<ReadDraft> {
  const draft = await tx.find(sql<ReadDraft>`
    select draft_id as "draftId", day, changes, summary, state = 'published' as published
    from field.plan_draft where draft_id = ${draftId}`)
  if (!draft || !(await isSeen(tx, context, draft))) throw fieldRefusals.draftNotFound()
  return draft
}

/** A draft that moves visits which the reader does not see is none of his. */
export function isSeen(tx: Tx, context: Context, { changes }: Pick<PlanDraft, 'changes'>): Promise<boolean> {
  return areInSight(
    tx,
    context,
    changes.map(({ visitId }) => visitId),
  )
}

/** What a draft of this day has changed so far; nothing once it is published, or when there is none. */
export async function changesSoFar(
  tx: Tx,
  context: Context,
  day: string,
  draftId: string | undefined,
): Promise<ReadDraft | undefined> {
  if (draftId === undefined) return undefined
  const draft = await readDraft(tx, context, draftId)
  return draft.published || draft.day !== day ? undefined : draft
}

/** Keeps a draft beside the earlier ones: it holds nothing and promises nothing, and taking an act back shows the one before. */
export async function keepDraft(tx: Tx, context: Context, draft: Omit<PlanDraft, 'draftId'>): Promise<PlanDraft> {
  const draftId = newId()
  await tx.run(sql`
    insert into field.plan_draft (tenant_id, draft_id, day, changes, summary, created_by, created_at)
    values (${context.tenantId}, ${draftId}, ${draft.day}::date, ${JSON.stringify(draft.changes)},
      ${JSON.stringify(draft.summary)}, ${context.actor.name}, ${clock.date()})`)
  return { draftId, ...draft }
}
