import type { Problem } from './input/schema.ts'
import { compile } from './model/compile.ts'
import type { Plan } from './plan/plan.ts'
import { solutionOf } from './plan/solution.ts'
import type { Budget } from './search/budget.ts'
import { solve, type Progress } from './search/solve.ts'
import { solveOnThreads } from './threads/threads.ts'

export type PlanOptions = Budget & {
  readonly seed?: number
  /** Ends the search early; the plan is then the best found so far. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/**
 * Plans on worker threads, so that the caller's thread stays free: a server may await it beside its requests.
 * With one thread and `iterations` the same seed gives the identical plan; several threads search with
 * seeds of their own and the best plan wins.
 */
export async function planVisits(
  problem: Problem,
  options: PlanOptions & { readonly threads?: number },
): Promise<Plan> {
  const model = compile(problem)
  const { threads = 1, seed = 1, signal, onProgress } = options
  const outcome = await solveOnThreads(model, { threads, seed, budget: budgetOf(options), signal, onProgress })
  return solutionOf(problem, model, outcome)
}

/** Plans on the calling thread and blocks it; for tests, benches and short jobs. */
export function planNow(problem: Problem, options: PlanOptions): Plan {
  const model = compile(problem)
  const { seed = 1, signal, onProgress } = options
  const stop = () => signal?.aborted ?? false
  return solutionOf(problem, model, solve(model, { seed, budget: budgetOf(options), stop, onProgress }))
}

function budgetOf(options: Budget): Budget {
  if ('iterations' in options) return { iterations: options.iterations }
  return 'cpuSeconds' in options ? { cpuSeconds: options.cpuSeconds } : { seconds: options.seconds }
}
