import type { Model } from '../model/model.ts'
import { Dice } from './dice.ts'
import { loadStart } from './load.ts'
import { plainRoad } from './plain.ts'
import { Positions } from './positions.ts'
import { Recreation } from './recreate.ts'
import { Removal } from './removal.ts'
import type { Road } from './road.ts'
import { Snapshot } from './snapshot.ts'
import { State } from './state.ts'

/** Everything one searching thread works with. */
export interface Search {
  readonly state: State
  readonly road: Road
  readonly positions: Positions
  readonly removal: Removal
  readonly recreation: Recreation
  readonly best: Snapshot
  readonly dice: Dice
}

/** A search that stands on the start plan, with everything that is still absent inserted greedily. */
export function openSearch(model: Model, seed: number): Search {
  const state = new State(model)
  const road = plainRoad
  const dice = new Dice(seed)
  const positions = new Positions(model)
  const removal = new Removal(state, road)
  const recreation = new Recreation(state, road, positions, dice)
  loadStart(state, road, removal)
  recreation.run()
  return { state, road, positions, removal, recreation, best: new Snapshot(state), dice }
}
