import type { Meter } from './budget.ts'
import { ruinLane, ruinStrings } from './ruin.ts'
import type { Search } from './search.ts'
import type { State } from './state.ts'

/**
 * Simulated annealing around ruin and recreate. The temperature falls geometrically with the budget, from about
 * the length of two legs to a hundredth of one, so that the same parameters fit metres, seconds and money.
 */
const HOTTEST_LEGS = 2
const COLDEST_LEGS = 0.01
/** Of the rounds, so many empty a whole lane. */
const LANE_SHARE = 0.01
const ROUNDS_BETWEEN_LOOKS = 64

export interface Watch {
  readonly meter: Meter
  /** Asked now and then; true ends the search with the best it has. */
  stop(): boolean
  look(iterations: number, share: number): void
}

/** Improves the plan until the meter is full; returns the number of rounds. */
export function anneal(search: Search, watch: Watch): number {
  const { state, best, dice } = search
  const leg = meanLeg(state)
  let current = state.total()
  let temperature = 0
  best.take(current)
  if (state.model.tasks === 0) return 0
  for (let round = 0; ; round++) {
    if (round % ROUNDS_BETWEEN_LOOKS === 0) {
      const share = watch.meter(round)
      if (share >= 1 || watch.stop()) return round
      watch.look(round, share)
      temperature = leg * HOTTEST_LEGS * (COLDEST_LEGS / HOTTEST_LEGS) ** share
      search.removal.measure()
    }
    state.begin()
    if (dice.next() < LANE_SHARE) ruinLane(state, search.removal, dice)
    else ruinStrings(state, search.removal, dice, dice.below(state.model.tasks))
    search.removal.extract()
    search.recreation.run()
    const difference = state.difference()
    if (difference >= -temperature * Math.log(dice.next())) {
      state.reject()
      continue
    }
    current += difference
    if (current < best.total) best.take(current)
  }
}

function meanLeg(state: State): number {
  const { model } = state
  let sum = 0
  let legs = 0
  for (let lane = 0; lane < model.lanes; lane++) {
    const row = state.rowOf(lane)
    const count = state.lengthOf(lane)
    for (let k = 1; count > 0 && k <= count + 1; k++) sum += state.leg[row + k]!
    legs += count > 0 ? count + 1 : 0
  }
  return legs === 0 ? 1 : Math.max(1e-6, sum / legs)
}
