import type { State } from './state.ts'

/** Neighbours whose lanes are tried, and lanes whose home is nearest. */
const NEIGHBOURS = 40
const HOMES = 8
/** With no more lanes than this, trying all of them costs less than choosing. */
const LANES_TO_CHOOSE = 24

/** Chooses which lanes are worth trying for a task: those that pass near it, live near it, or have not begun. */
export class LaneCandidates {
  readonly lanes: Int32Array
  private readonly state: State
  private readonly homes: Int32Array
  private readonly homeCount: number
  private readonly seen: Int32Array
  private readonly classSeen: Int32Array
  private round = 0
  private count = 0

  constructor(state: State) {
    const { model } = state
    this.state = state
    this.lanes = new Int32Array(model.lanes)
    this.seen = new Int32Array(model.lanes)
    this.classSeen = new Int32Array(model.lane.classes)
    this.homeCount = model.lanes <= LANES_TO_CHOOSE ? 0 : Math.min(HOMES, model.lanes)
    this.homes = nearestHomes(state, this.homeCount)
  }

  /** Fills `lanes` with the candidates of a task and returns their number. */
  near(task: number): number {
    const { state, homes, homeCount } = this
    const { near, nearCount } = state.model
    if (homeCount === 0) return this.all(task)
    this.begin()
    const neighbours = nearCount < NEIGHBOURS ? nearCount : NEIGHBOURS
    for (let k = 0; k < neighbours; k++) {
      const lane = state.laneOf[near[task * nearCount + k]!]!
      if (lane >= 0) this.add(task, lane)
    }
    for (let h = 0; h < homeCount; h++) this.add(task, homes[task * homeCount + h]!)
    if (state.model.lane.classes < state.model.lanes) this.addIdle(task)
    return this.count
  }

  /** Every lane that may serve the task; of idle lanes of one class only the first. */
  all(task: number): number {
    this.begin()
    for (let lane = 0; lane < this.state.model.lanes; lane++) this.add(task, lane)
    return this.count
  }

  /** One idle lane of every class: among many alike, the nearest homes may all be busy. */
  private addIdle(task: number): void {
    const { state } = this
    for (let lane = 0; lane < state.model.lanes; lane++) {
      if (state.taskCount[state.slotOf[lane]!] === 0) this.add(task, lane)
    }
  }

  private begin(): void {
    this.round += 1
    this.count = 0
  }

  private add(task: number, lane: number): void {
    const { state, seen, classSeen, round } = this
    const { model } = state
    if (seen[lane] === round) return
    seen[lane] = round
    if (model.compatible[task * model.lanes + lane] === 0) return
    if (state.taskCount[state.slotOf[lane]!] === 0) {
      const alike = model.lane.classOf[lane]!
      if (classSeen[alike] === round) return
      classSeen[alike] = round
    }
    this.lanes[this.count++] = lane
  }
}

function nearestHomes({ model }: State, count: number): Int32Array {
  const homes = new Int32Array(model.tasks * count)
  if (count === 0) return homes
  const { costTo } = model.travel[0]!
  const keys = new Float64Array(model.lanes)
  for (let task = 0; task < model.tasks; task++) {
    const base = model.place[task]! * model.places
    for (let lane = 0; lane < model.lanes; lane++) {
      const fits = model.compatible[task * model.lanes + lane] === 1
      keys[lane] = (fits ? costTo[base + model.lane.start[lane]!]! : 1e12) * model.lanes + lane
    }
    const nearest = keys.sort()
    for (let h = 0; h < count; h++) homes[task * count + h] = nearest[h]! % model.lanes
  }
  return homes
}
