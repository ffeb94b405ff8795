import type { Problem } from './input/schema.ts'
import { compile } from './model/compile.ts'
import type { Plan } from './plan/plan.ts'
import { solutionOf } from './plan/solution.ts'
import type { Budget } from './search/budget.ts'
import { solve } from './search/solve.ts'

/** Plans on the calling thread; for tests, benches and short jobs. */
export function planNow(problem: Problem, options: Budget & { readonly seed?: number }): Plan {
  const model = compile(problem)
  return solutionOf(problem, model, solve(model, { seed: options.seed ?? 1, budget: options }))
}
