import type { Model } from '../model/model.ts'
import { anneal } from './anneal.ts'
import { startMeter, type Budget } from './budget.ts'
import { outcomeOf, type Outcome } from './outcome.ts'
import { openSearch } from './search.ts'

export interface Progress {
  readonly iterations: number
  /** Of the budget, 0 … 1. */
  readonly share: number
  readonly cost: number
  readonly unassigned: number
}

export interface SolveOptions {
  readonly seed: number
  readonly budget: Budget
  stop?(): boolean
  onProgress?(progress: Progress): void
}

/** Searches on the calling thread until the budget is used or `stop` says so. */
export function solve(model: Model, { seed, budget, stop, onProgress }: SolveOptions): Outcome {
  const meter = startMeter(budget)
  const search = openSearch(model, seed)
  const rounds = anneal(search, {
    meter,
    stop: stop ?? (() => false),
    look(iterations, share, best) {
      if (!onProgress) return
      const { skipped, absentCount } = search.state
      onProgress({ iterations, share, cost: (best - skipped) / model.costScale, unassigned: absentCount })
    },
  })
  return outcomeOf(search.state, search.best, rounds)
}
