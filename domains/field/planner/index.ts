/**
 * The planner: visits, parts and breaks on the days of technicians.
 * A problem is VROOM's JSON with Facet's extensions (docs/integrate/planner.md).
 */
export { planCommand } from './command.ts'
export { readProblem } from './input/read.ts'
export type { Problem } from './input/schema.ts'
export type { Plan, PlanRoute, PlanStep, PlanTotals, PartSource, Unassigned } from './plan/plan.ts'
export { planNow } from './plan-visits.ts'
