import { clock } from '#engine/kernel'
import { planNow, readProblem } from '#domains/field'
import { violationsOf } from '../../test/planner/checker.ts'
import type { GivenProblem } from '../../test/planner/given.ts'
import { nearestFeasible } from './greedy.ts'
import { serviceDay, type DaySize } from './service-day.ts'

export const DAY: DaySize = { technicians: 50, visits: 400, warehouses: 3, lockers: 5, work: [20, 30, 30, 45, 60] }
const LARGE: DaySize = { technicians: 500, visits: 5_000, warehouses: 8, lockers: 20, work: [15, 20, 20, 30, 45] }

/** A generated service day: first plan, then a longer search, both judged, beside planning by hand. */
export function benchDay(size: 'day' | 'large', cpuSeconds: number, seed: number): void {
  const chosen = size === 'day' ? DAY : LARGE
  const given = JSON.parse(JSON.stringify(serviceDay(chosen, seed))) as GivenProblem
  console.log(`\nService day, ${chosen.technicians} technicians × ${chosen.visits} visits, seed ${seed}`)
  const byHand = nearestFeasible(given)
  const perVisitByHand = byHand.travelSeconds / byHand.served
  tell('nearest feasible', byHand.served, byHand.travelSeconds, perVisitByHand, '')
  for (const budget of [0, cpuSeconds]) {
    const from = clock.ms()
    const plan = planNow(readProblem(given), { cpuSeconds: budget, seed: 1 })
    const wall = (clock.ms() - from) / 1000
    const broken = violationsOf(given, plan)
    const served = chosen.visits - plan.summary.unassigned
    const travel = plan.summary.duration
    const saved = 100 * (1 - travel / served / perVisitByHand)
    const name = budget === 0 ? 'first plan' : `${budget} CPU s`
    const parts = `${broken.length} hard violations, ${saved.toFixed(1)} % less travel per visit, ${wall.toFixed(1)} s wall in all`
    tell(name, served, travel, travel / served, parts)
    if (broken.length > 0) throw new Error(broken.slice(0, 5).join('; '))
  }
  console.log(`  memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`)
}

function tell(name: string, served: number, travelSeconds: number, perVisit: number, rest: string): void {
  const hours = (travelSeconds / 3600).toFixed(1).padStart(7)
  console.log(
    `  ${name.padEnd(17)} ${served} served, ${hours} h travel, ${(perVisit / 60).toFixed(1)} min a visit  ${rest}`,
  )
}
