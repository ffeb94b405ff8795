/**
 * The planner: visits, parts and breaks on the days of technicians.
 * A problem is VROOM's JSON with Facet's extensions (docs/integrate/planner.md).
 */
export { planCommand } from './command.ts'
export { readProblem } from './input/read.ts'
export type { LonLat, Problem } from './input/schema.ts'
export { drivingTime } from './input/travel.ts'
export type { Plan, PlanRoute, PlanStep, PlanTotals, PartSource, StopOrder, Unassigned } from './plan/plan.ts'
export { planNow, planVisits, type PlanOptions } from './plan-visits.ts'
export type { Progress } from './search/solve.ts'
export { explain, type LaneVerdict, type Rule } from './plan/explain.ts'
export { insertionOffers, type Offer, type Slot } from './plan/offers.ts'
