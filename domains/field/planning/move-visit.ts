import type { Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { readDay } from './day.ts'
import { summaryOf, type VisitChange } from './draft.ts'
import { changesSoFar, keepDraft, type PlanDraft } from './drafts.ts'
import { judgeMove, type Judgement, type Move } from './move.ts'
import { placementsOf, type Placement } from './placements.ts'

export interface MoveRequest {
  readonly day: string
  /** The draft on the board, when there is one. */
  readonly draftId?: string | undefined
  readonly visitId: string
  readonly technicianId: string
  readonly startsAt: string
}

export interface MoveAnswer extends Omit<Judgement, 'holds'> {
  /** The draft with the move in it; null when something stands in the way. */
  readonly draft: PlanDraft | null
}

/** Moves a visit in a draft by hand. Nothing is promised before the draft is published; the draft before stays as it is. */
export async function moveVisit(tx: Tx, context: Context, asked: MoveRequest): Promise<MoveAnswer> {
  const day = await readDay(tx, context, asked.day)
  const before = await changesSoFar(tx, context, asked.day, asked.draftId)
  const visit = day.visits.find(({ visitId }) => visitId === asked.visitId)
  if (!visit) throw fieldRefusals.visitNotFound()
  const lane = day.lanes.find(({ technicianId }) => technicianId === asked.technicianId)
  if (!lane) throw fieldRefusals.noTechnicianOnDuty({ day: asked.day })
  const rest = (before?.changes ?? []).filter(({ visitId }) => visitId !== asked.visitId)
  const others = placementsOf(day, rest).filter((placement) => placement.visit !== visit)
  const move = { visit, lane, startMs: Date.parse(asked.startsAt) }
  const { obstacles, warnings, holds } = judgeMove(day, others, move)
  if (obstacles.length > 0) return { draft: null, obstacles, warnings }
  const change = changeOf(move, holds, others)
  const changes = isBack(change, move) ? rest : [...rest, change]
  const unplanned = (before?.summary.unplanned ?? []).filter(({ visitId }) => visitId !== asked.visitId)
  const draft = await keepDraft(tx, context, { day: asked.day, changes, summary: summaryOf(day, changes, unplanned) })
  return { draft, obstacles, warnings }
}

function changeOf(
  { visit, lane, startMs }: Move,
  holds: VisitChange['holds'],
  others: readonly Placement[],
): VisitChange {
  const { technicianId, name: technicianName } = lane
  const { visitId, version, confirmed: wasConfirmed } = visit
  return {
    visitId,
    version,
    technicianId,
    technicianName,
    startsAt: new Date(startMs).toISOString(),
    endsAt: new Date(startMs + visit.serviceSeconds * 1000).toISOString(),
    position: others.filter((other) => other.technicianId === technicianId && other.startMs < startMs).length,
    holds,
    moved: visit.technicianId !== null,
    wasConfirmed,
    byHand: true,
  }
}

/** Put back to where it is published: nothing changes. */
function isBack({ technicianId }: VisitChange, { visit, startMs }: Move): boolean {
  return visit.technicianId === technicianId && visit.startsAt !== null && Date.parse(visit.startsAt) === startMs
}
