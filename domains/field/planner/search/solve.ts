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
  readonly stop?: () => boolean
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** Searches on the calling thread until the budget is used or `stop` says so. */
export function solve(model: Model, { seed, budget, stop, onProgress }: SolveOptions): Outcome {
  const meter = startMeter(budget)
  const search = openSearch(model, seed)
  const rounds = anneal(search, {
    meter,
    stop: stop ?? (() => false),
    look(iterations, share) {
      const { total, skipped, absent } = search.best
      onProgress?.({ iterations, share, cost: (total - skipped) / model.costScale, unassigned: absent })
    },
  })
  return outcomeOf(search.state, search.best, rounds)
}
