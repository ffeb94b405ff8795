import { planNow, readProblem } from '#domains/field'
import { violationsOf } from '../../test/planner/checker.ts'
import { mean } from './bench-solomon.ts'
import { CLASSES, relativeProblem } from './relatives.ts'

/**
 * Generated relatives with 200 and 400 customers. No best known value exists for them: the gap is told against
 * the best of this run and of `referenceSeconds` of search with another seed.
 */
export function benchRelatives(cpuSeconds: string | undefined, seed: number, referenceSeconds: number): void {
  for (const [size, seconds] of [
    [200, 10],
    [400, 20],
  ] as const) {
    const budget = Number(cpuSeconds ?? seconds)
    const gaps = CLASSES.map((kind) => {
      const given = relativeProblem(kind, size, 1)
      const cost = (cpuSeconds: number, withSeed: number): number => {
        const plan = planNow(readProblem(given), { cpuSeconds, seed: withSeed })
        const broken = violationsOf(given, plan)
        if (broken.length > 0 || plan.summary.unassigned > 0) throw new Error(`${kind} ${size}: ${broken.join('; ')}`)
        return plan.summary.cost
      }
      const found = cost(budget, seed)
      const best = referenceSeconds > 0 ? Math.min(found, cost(referenceSeconds, seed + 1)) : found
      console.error(`${kind.padEnd(4)} ${size}: ${found / 10}, reference ${best / 10}`)
      return 100 * (found / best - 1)
    })
    console.log(`\nRelatives with ${size} customers, ${budget} CPU s each, 0 violations`)
    if (referenceSeconds > 0) console.log(`  mean ${mean(gaps).toFixed(2)} % above ${referenceSeconds} CPU s`)
  }
}
