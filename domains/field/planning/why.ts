/**
 * Why the plan has it there. The question is asked of the day as the board shows it: everything else stays where it is,
 * and for every technician the planner says what the visit would cost there, or the one rule that refuses it.
 */
import type { Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { explain, readProblem, type LaneVerdict, type Rule, type StopOrder } from '../planner/index.ts'
import type { Visit } from '../visit/visit.ts'
import { MOVABLE, readDay, type Day } from './day.ts'
import { changesSoFar } from './drafts.ts'
import { placementsOf, type Placement } from './placements.ts'
import { problemOf, type PlanningProblem } from './problem.ts'

export interface WhyQuestion {
  readonly visitId: string
  readonly day: string
  /** The draft on the board, when there is one. */
  readonly draftId?: string | undefined
}

export interface Why {
  readonly visitId: string
  /** Where the board has it; null when nobody goes. */
  readonly technicianId: string | null
  readonly startsAt: string | null
  /** The planned one first, then by cost, then those that are refused. */
  readonly verdicts: readonly TechnicianVerdict[]
}

export interface TechnicianVerdict {
  readonly technicianId: string
  readonly technicianName: string
  readonly planned: boolean
  readonly startsAt: string | null
  /** In seconds of driving: detours, lateness of this and later visits, overtime. */
  readonly costSeconds: number | null
  readonly supply: 'van' | 'store' | 'parcel' | null
  readonly storeName: string | null
  readonly refused: Rule | null
  readonly skills: readonly string[]
  readonly couldStartAt: string | null
}

export async function whyThere(tx: Tx, context: Context, { visitId, day: date, draftId }: WhyQuestion): Promise<Why> {
  const day = await readDay(tx, context, date)
  const draft = await changesSoFar(tx, context, date, draftId)
  const asked = day.visits.find((visit) => visit.visitId === visitId)
  if (!asked) throw fieldRefusals.visitNotFound()
  const placements = placementsOf(day, draft?.changes ?? [])
  const own = placements.find(({ visit }) => visit === asked)
  const { technicianId, startMs } = own ?? { technicianId: null, startMs: undefined }
  const startsAt = startMs === undefined ? null : new Date(startMs).toISOString()
  const isOpen = MOVABLE.includes(asked.state) && day.lanes.length > 0
  const verdicts = isOpen ? verdictsOf(day, placements, asked, own) : []
  return { visitId, technicianId, startsAt, verdicts }
}

function verdictsOf(
  day: Day,
  placements: readonly Placement[],
  asked: Visit,
  own: Placement | undefined,
): TechnicianVerdict[] {
  const problem = problemOf({ ...day, visits: asPlaced(day, placements, asked) })
  const order = orderOf(problem, placements)
  const jobId = problem.visits.findIndex(({ visitId }) => visitId === asked.visitId)
  return explain(readProblem(problem.input), order, jobId)
    .map((verdict) => told(day, problem, asked, own, verdict))
    .toSorted((a, b) => Number(b.planned) - Number(a.planned) || rankOf(a) - rankOf(b))
}

/** Everything where the board has it; the visit in question is free of its technician and of its lock. */
function asPlaced(day: Day, placements: readonly Placement[], asked: Visit): Visit[] {
  const placed = new Map(placements.map((placement) => [placement.visit.visitId, placement]))
  return day.visits.map((visit) => {
    const { technicianId, startMs, endMs } = placed.get(visit.visitId) ?? {}
    if (visit.visitId === asked.visitId) return { ...visit, technicianId: null, locked: false }
    if (technicianId === undefined || !MOVABLE.includes(visit.state)) return visit
    const [startsAt, endsAt] = [startMs!, endMs!].map((ms) => new Date(ms).toISOString()) as [string, string]
    return { ...visit, technicianId, startsAt, endsAt }
  })
}

function orderOf({ lanes, visits, stores }: PlanningProblem, placements: readonly Placement[]): StopOrder {
  const jobOf = new Map(visits.map(({ visitId }, id) => [visitId, id]))
  const routes = lanes.map(({ technicianId }, vehicle) => ({
    vehicle,
    steps: placements
      .filter((placement) => placement.technicianId === technicianId)
      .flatMap(({ visit, holds }) => {
        const id = jobOf.get(visit.visitId)
        if (id === undefined) return []
        const stops = [...new Set(holds.map(({ locationId }) => stores.indexOf(locationId)))].filter((at) => at >= 0)
        return [...stops.map((at) => ({ type: 'facet:collect' as const, id: at })), { type: 'job' as const, id }]
      }),
  }))
  return { routes }
}

function told(
  day: Day,
  problem: PlanningProblem,
  asked: Visit,
  own: Placement | undefined,
  verdict: LaneVerdict,
): TechnicianVerdict {
  const { technicianId, name: technicianName } = problem.lanes[verdict.vehicle]!
  const planned = own?.technicianId === technicianId
  const at = (second: number | undefined) =>
    second === undefined ? null : new Date(Date.parse(day.base) + second * 1000).toISOString()
  const who = { technicianId, technicianName, planned }
  if ('refused' in verdict) {
    const { refused, skills = [], couldStart } = verdict
    const asks = skills.map((skill) => `${skill} ${asked.skills[skill] ?? 1}`)
    const none = { startsAt: null, costSeconds: null, supply: null, storeName: null }
    return { ...who, ...none, refused, skills: asks, couldStartAt: at(couldStart) }
  }
  const { start, cost: costSeconds, supply } = verdict
  const store = typeof supply === 'object' ? problem.stores[supply.store] : undefined
  const storeName = day.locations.find(({ locationId }) => locationId === store)?.name ?? null
  const startsAt = planned ? new Date(own.startMs).toISOString() : at(start)
  const from = typeof supply === 'object' ? ('store' as const) : (supply ?? null)
  return { ...who, startsAt, costSeconds, supply: from, storeName, refused: null, skills: [], couldStartAt: null }
}

function rankOf({ costSeconds }: TechnicianVerdict): number {
  return costSeconds ?? Number.MAX_SAFE_INTEGER
}
