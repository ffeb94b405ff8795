import { clock } from '#engine/kernel'
import { planNow, readProblem } from '#domains/field'
import { violationsOf } from '../../test/planner/checker.ts'
import type { GivenProblem } from '../../test/planner/given.ts'
import { nearestFeasible } from './greedy.ts'
import { serviceDay, type DaySize } from './service-day.ts'

export const DAY: DaySize = { technicians: 50, visits: 400, warehouses: 3, lockers: 5, work: [20, 30, 30, 45, 60] }
const LARGE: DaySize = { technicians: 500, visits: 5_000, warehouses: 8, lockers: 20, work: [15, 20, 20, 30, 45] }

/**
 * A generated service day, judged, beside planning by hand. By hand fewer visits are served, and the near ones;
 * so the travel is compared on exactly the visits that were served by hand, and per visit for the whole day.
 */
export function benchDay(size: 'day' | 'large', cpuSeconds: number, seed: number): void {
  const chosen = size === 'day' ? DAY : LARGE
  const given = JSON.parse(JSON.stringify(serviceDay(chosen, seed))) as GivenProblem
  console.log(`\nService day, ${chosen.technicians} technicians × ${chosen.visits} visits, seed ${seed}`)
  const { served, travelSeconds } = nearestFeasible(given)
  tell('nearest feasible', served.length, travelSeconds)
  measure('first plan', given, 0)
  measure(`${cpuSeconds} CPU s`, given, cpuSeconds)
  if (size === 'day') {
    const travel = measure('the same visits', { ...given, jobs: served }, cpuSeconds)
    console.log(
      `  ${(100 * (1 - travel / travelSeconds)).toFixed(1)} % less travel than nearest feasible on the same visits`,
    )
  }
  console.log(`  memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`)
}

function measure(name: string, given: GivenProblem, cpuSeconds: number): number {
  const from = clock.ms()
  const plan = planNow(readProblem(given), { cpuSeconds, seed: 1 })
  const wall = (clock.ms() - from) / 1000
  const broken = violationsOf(given, plan)
  tell(name, given.jobs!.length - plan.summary.unassigned, plan.summary.duration, `${wall.toFixed(1)} s wall in all`)
  console.log(`${''.padEnd(20)}${broken.length} hard violations ${broken.slice(0, 5).join('; ')}`)
  return plan.summary.duration
}

function tell(name: string, served: number, travelSeconds: number, rest = ''): void {
  const hours = (travelSeconds / 3600).toFixed(1).padStart(7)
  const each = (travelSeconds / served / 60).toFixed(1)
  console.log(`  ${name.padEnd(17)} ${served} served, ${hours} h travel, ${each} min a visit  ${rest}`)
}
