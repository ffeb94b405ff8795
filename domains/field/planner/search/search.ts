import type { Model } from '../model/model.ts'
import { Dice } from './dice.ts'
import { loadStart } from './load.ts'
import { LaneCandidates } from './lane-candidates.ts'
import { plainRoad } from './plain.ts'
import { Positions } from './positions.ts'
import { Recreation } from './recreate.ts'
import { Removal } from './removal.ts'
import { RichRoad } from './rich/rich.ts'
import { SpecialInsertion } from './rich/special.ts'
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
  const dice = new Dice(seed)
  const positions = new Positions(model)
  const candidates = new LaneCandidates(state)
  const road = model.plain ? plainRoad : new RichRoad(state)
  const removal = new Removal(state, road)
  if (road instanceof RichRoad) road.special = new SpecialInsertion(state, road, candidates, removal, dice)
  const recreation = new Recreation(state, road, positions, candidates, dice)
  loadStart(state, road, removal)
  recreation.run(true)
  return { state, road, positions, removal, recreation, best: new Snapshot(state), dice }
}
