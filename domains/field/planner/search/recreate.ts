import type { Dice } from './dice.ts'
import type { LaneCandidates } from './lane-candidates.ts'
import type { Positions } from './positions.ts'
import type { Road } from './road.ts'
import type { State } from './state.ts'

/**
 * Greedy insertion with blinks: the absent tasks, in an order drawn by lot, go one by one to their cheapest place;
 * now and then a place is overlooked, so that the same ruin does not always heal in the same way.
 */
const BLINK = 0.01

export class Recreation {
  private readonly state: State
  private readonly road: Road
  private readonly positions: Positions
  private readonly dice: Dice
  private readonly rules: readonly { readonly weight: number; readonly rank: Float64Array | undefined }[]
  private readonly waiting: Int32Array
  private readonly rank: Float64Array
  private readonly candidates: LaneCandidates
  private readonly inLine: Uint8Array

  constructor(state: State, road: Road, positions: Positions, candidates: LaneCandidates, dice: Dice) {
    const { model } = state
    this.state = state
    this.road = road
    this.positions = positions
    this.candidates = candidates
    this.dice = dice
    this.rules = [
      { weight: 4, rank: undefined },
      { weight: 4, rank: model.ranks.demand },
      { weight: 2, rank: model.ranks.far },
      { weight: 1, rank: model.ranks.close },
      { weight: 2, rank: model.ranks.width },
      { weight: 2, rank: model.ranks.opens },
      { weight: 2, rank: model.ranks.closes },
    ]
    this.waiting = new Int32Array(model.tasks)
    this.rank = new Float64Array(model.tasks)
    this.inLine = new Uint8Array(model.tasks)
  }

  /** Inserts every absent task that has a place worth its cost. */
  run(): void {
    const count = this.line()
    this.state.absentCount = 0
    this.state.skipped = 0
    for (let w = 0; w < count; w++) this.inLine[this.waiting[w]!] = 1
    for (let w = 0; w < count; w++) this.insert(this.waiting[w]!)
  }

  private insert(task: number): void {
    if (this.inLine[task] === 0) return
    this.inLine[task] = 0
    if (this.state.model.special[task] === 1 && this.road.insertSpecial) {
      for (const first of this.state.model.order?.leadsBefore.get(task) ?? []) this.insert(first)
      this.road.insertSpecial(task, BLINK)
      return
    }
    const lane = this.cheapestLane(task)
    const entry = task * this.state.model.lanes + lane
    if (lane < 0 || this.positions.cost[entry]! >= this.state.model.skipCost[task]!) this.state.leave(task)
    else {
      this.state.keep(lane)
      this.road.insert(this.state, task, lane, this.positions.position[entry]!, this.positions.cost[entry]!)
    }
  }

  private cheapestLane(task: number): number {
    const { candidates } = this
    const chosen = this.cheapestOf(task, candidates.near(task), BLINK)
    // Nothing near will take it: then anything that will.
    return chosen < 0 ? this.cheapestOf(task, candidates.all(task), 0) : chosen
  }

  private cheapestOf(task: number, count: number, blink: number): number {
    const { state, positions, dice, candidates } = this
    const { lanes } = state.model
    let best = Infinity
    let chosen = -1
    for (let c = 0; c < count; c++) {
      const lane = candidates.lanes[c]!
      const entry = task * lanes + lane
      if (positions.version[entry] !== state.version[state.slotOf[lane]!]) this.road.scan(state, task, lane, positions)
      const cost = positions.cost[entry]!
      if (cost >= best || dice.next() < blink) continue
      best = cost
      chosen = lane
    }
    return chosen
  }

  /** Puts the absent tasks in line by a rule drawn by weight. */
  private line(): number {
    const { state, waiting, rank, dice } = this
    const count = state.absentCount
    const by = this.drawRule()
    for (let i = 0; i < count; i++) {
      const task = state.absent[i]!
      const key = by ? by[task]! : dice.next()
      let at = i
      while (at > 0 && rank[at - 1]! > key) {
        rank[at] = rank[at - 1]!
        waiting[at] = waiting[at - 1]!
        at -= 1
      }
      rank[at] = key
      waiting[at] = task
    }
    return count
  }

  private drawRule(): Float64Array | undefined {
    let draw = this.dice.below(17)
    for (const { weight, rank } of this.rules) {
      draw -= weight
      if (draw < 0) return rank
    }
    return undefined
  }
}
