import type { Dice } from '../dice.ts'
import type { LaneCandidates } from '../lane-candidates.ts'
import type { Removal } from '../removal.ts'
import type { State } from '../state.ts'
import { Choice } from './choice.ts'
import { GroupInsertion } from './group.ts'
import { LaneOffers } from './lane-offers.ts'
import { earliestAfter, tieBefore } from './order.ts'
import type { RichRoad } from './rich.ts'
import { putBehind } from './schedule.ts'
import { bookSupply } from './supply.ts'

/** Inserts what does not come alone: shipments, visits with parts, groups, work that waits for other work. */
export class SpecialInsertion {
  readonly offers: LaneOffers
  private readonly state: State
  private readonly road: RichRoad
  private readonly candidates: LaneCandidates
  private readonly dice: Dice
  private readonly groups: GroupInsertion
  private readonly best = new Choice()

  constructor(state: State, road: RichRoad, candidates: LaneCandidates, removal: Removal, dice: Dice) {
    this.state = state
    this.road = road
    this.candidates = candidates
    this.dice = dice
    this.offers = new LaneOffers(state, road.bundles, this.best)
    this.groups = new GroupInsertion(state, this, removal)
  }

  /** Inserts the request of a lead task, or leaves it absent. */
  insert(task: number, blink: number, askAll: boolean): void {
    const { state } = this
    if ((state.model.order?.groupOf[task] ?? -1) >= 0) {
      this.groups.insert(task)
      return
    }
    const earliest = earliestAfter(state, task)
    if (earliest < 0) state.leave(task)
    else {
      this.search(task, earliest, blink, askAll)
      if (this.best.lane < 0) state.leave(task)
      else this.apply(task, this.best)
    }
  }

  private search(task: number, earliest: number, blink: number, askAll: boolean): void {
    const { state, best, dice, candidates } = this
    const before = state.open[task]!
    if (earliest > before) state.open[task] = earliest
    best.clear(state.model.skipCost[task]!)
    const count = candidates.near(task)
    for (let c = 0; c < count; c++) {
      if (dice.next() >= blink) this.offers.offer(task, candidates.lanes[c]!, best)
    }
    if (best.lane < 0 && askAll) {
      const all = candidates.all(task)
      for (let c = 0; c < all; c++) this.offers.offer(task, candidates.lanes[c]!, best)
    }
    state.open[task] = before
  }

  apply(task: number, choice: Choice): void {
    const { state, road } = this
    const { lane, count, nodes, gaps } = choice
    state.keep(lane)
    if (choice.open !== state.open[task]) state.assign(state.open, task, choice.open)
    if (state.model.supply) bookSupply(state, task, lane, choice.source, choice.dropAt)
    for (let b = count - 1; b >= 0; b--) putBehind(state, lane, gaps[b]!, nodes[b]!)
    road.mustSchedule(lane)
    for (const tied of state.model.order?.before.get(task) ?? []) state.keep(state.laneOf[tied.task]!)
    for (const tied of tieBefore(state, task)) road.mustSchedule(tied)
  }
}
