import type { Dice } from './dice.ts'
import type { LaneCandidates } from './lane-candidates.ts'
import type { Positions } from './positions.ts'
import type { Road } from './road.ts'
import type { State } from './state.ts'

/** So few absent tasks are always tried again. */
const ALWAYS_TRIED = 12
/** With more, one is tried again when one of so many neighbours has been touched. */
const STIRRED_BY = 8
/** And seldom without any reason. */
const UNSTIRRED = 0.002
/** When no lane near a task will take it, all are asked: now and then for one just taken, seldom for one long absent. */
const ASK_ALL_FRESH = 0.25
const ASK_ALL_OLD = 0.02

/**
 * Greedy insertion with blinks: the absent tasks, in an order drawn by lot, go one by one to their cheapest place;
 * now and then a place is overlooked, so that the same ruin does not always heal in the same way.
 */
const BLINK = 0.01

const NOT_IN_LINE = 0
const OLD = 1
const FRESH = 2

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

  /** Inserts absent tasks that have a place worth its cost; `thorough` asks every lane for each of them. */
  run(thorough = false): void {
    const count = this.line()
    for (let w = 0; w < count; w++) this.insert(this.waiting[w]!, thorough)
  }

  private insert(task: number, thorough: boolean): void {
    const waits = this.inLine[task]!
    if (waits === NOT_IN_LINE) return
    this.inLine[task] = NOT_IN_LINE
    const { state, road, dice } = this
    const askAll = thorough || dice.next() < (waits === FRESH ? ASK_ALL_FRESH : ASK_ALL_OLD)
    if (state.model.special[task] === 1 && road.insertSpecial) {
      for (const first of state.model.order?.leadsBefore.get(task) ?? []) this.insert(first, thorough)
      road.insertSpecial(task, BLINK, askAll)
    } else this.insertAlone(task, askAll)
  }

  private insertAlone(task: number, askAll: boolean): void {
    const { state, positions, candidates } = this
    let lane = this.cheapestOf(task, candidates.near(task), BLINK)
    if (lane < 0 && askAll) lane = this.cheapestOf(task, candidates.all(task), 0)
    const entry = task * state.model.lanes + lane
    if (lane < 0 || positions.cost[entry]! >= state.model.skipCost[task]!) state.leave(task)
    else {
      state.keep(lane)
      this.road.insert(state, task, lane, positions.position[entry]!, positions.cost[entry]!)
    }
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

  /** Puts the absent tasks in line by a rule drawn by weight; those that nothing has stirred stay absent. */
  private line(): number {
    const { state, dice, inLine } = this
    const by = this.drawRule()
    const absent = state.absentCount
    state.absentCount = 0
    for (let a = state.absentBefore; a < absent; a++) inLine[state.absent[a]!] = FRESH
    let count = 0
    for (let a = 0; a < absent; a++) {
      const task = state.absent[a]!
      if (inLine[task] === FRESH || absent <= ALWAYS_TRIED || this.isStirred(task)) {
        if (inLine[task] !== FRESH) inLine[task] = OLD
        state.skipped -= state.model.skipCost[task]!
        this.enqueue(task, by ? by[task]! : dice.next(), count++)
      } else state.absent[state.absentCount++] = task
    }
    return count
  }

  private enqueue(task: number, key: number, count: number): void {
    const { waiting, rank } = this
    let at = count
    while (at > 0 && rank[at - 1]! > key) {
      rank[at] = rank[at - 1]!
      waiting[at] = waiting[at - 1]!
      at -= 1
    }
    rank[at] = key
    waiting[at] = task
  }

  private isStirred(task: number): boolean {
    const { state } = this
    const { near, nearCount } = state.model
    for (let k = 0; k < nearCount && k < STIRRED_BY; k++) {
      const neighbour = near[task * nearCount + k]!
      const lane = state.laneOf[neighbour]!
      if (lane < 0 ? this.inLine[neighbour] === FRESH : state.isTouched(lane)) return true
    }
    return nearCount === 0 || this.dice.next() < UNSTIRRED
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
