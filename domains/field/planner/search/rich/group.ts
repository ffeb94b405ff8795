import type { Removal } from '../removal.ts'
import type { State } from '../state.ts'
import { Choice } from './choice.ts'
import { earliestAfter } from './order.ts'
import type { SpecialInsertion } from './special.ts'

const INSTANTS_MAX = 8
const LANES_PER_MEMBER = 4

/** Inserts a sync group: its members begin at one instant in different lanes, or none of them is served. */
export class GroupInsertion {
  private readonly state: State
  private readonly special: SpecialInsertion
  private readonly removal: Removal
  private readonly found = new Choice()

  constructor(state: State, special: SpecialInsertion, removal: Removal) {
    this.state = state
    this.special = special
    this.removal = removal
  }

  insert(lead: number): void {
    const members = this.state.model.order!.members.get(lead)!
    const earliest = Math.max(...members.map((member) => earliestAfter(this.state, member)))
    // Where some members stand fast already, the others can no longer be placed with them.
    const isTorn = members.some((member) => this.state.laneOf[member] !== -1)
    const isHeld = isTorn || members.some((member) => earliestAfter(this.state, member) < 0)
    const plan = isHeld ? undefined : this.bestPlan(members, earliest)
    if (!plan || plan.cost >= this.state.model.skipCost[lead]!) this.state.leave(lead)
    else this.apply(lead, members, plan)
  }

  /** The cheapest instant, and the lane of every member at it. */
  private bestPlan(members: readonly number[], earliest: number) {
    let best: { cost: number; instant: number; lanes: number[] } | undefined
    for (const instant of this.instants(members, earliest)) {
      const plan = this.planAt(members, instant)
      if (plan && plan.cost < (best?.cost ?? Infinity)) best = { ...plan, instant }
    }
    return best
  }

  /** Instants worth trying: when the members could begin in the lanes that suit them best. */
  private instants(members: readonly number[], earliest: number): number[] {
    const starts = members.flatMap((member) => {
      const offers = this.lanesOf(member).flatMap((lane) =>
        this.offerAt(member, lane, earliest, this.state.close[member]!),
      )
      return offers.sort((a, b) => a.cost - b.cost).slice(0, LANES_PER_MEMBER)
    })
    return [...new Set(starts.map(({ start }) => start))].slice(0, INSTANTS_MAX)
  }

  private planAt(members: readonly number[], instant: number): { cost: number; lanes: number[] } | undefined {
    const lanes: number[] = []
    let cost = 0
    for (const member of members) {
      const offers = this.lanesOf(member)
        .filter((lane) => !lanes.includes(lane))
        .flatMap((lane) => this.offerAt(member, lane, instant, instant))
      const cheapest = offers.reduce((best, offer) => (offer.cost < best.cost ? offer : best), {
        cost: Infinity,
        lane: -1,
      })
      if (cheapest.lane < 0) return undefined
      lanes.push(cheapest.lane)
      cost += cheapest.cost
    }
    return { cost, lanes }
  }

  private apply(lead: number, members: readonly number[], plan: { instant: number; lanes: number[] }): void {
    const { state, special } = this
    members.forEach((member, m) => {
      if (m > 0 && state.laneOf[members[m - 1]!] === -1) return
      state.assign(state.open, member, Math.max(plan.instant, state.open[member]!))
      state.assign(state.close, member, plan.instant)
      this.found.clear(Infinity)
      special.offers.offer(member, plan.lanes[m]!, this.found)
      if (this.found.lane >= 0) special.apply(member, this.found)
    })
    if (members.every((member) => state.laneOf[member] !== -1)) return
    this.stepBack(lead, members)
  }

  /** Two members wanted the last part of one shelf: the group steps back as a whole. */
  private stepBack(lead: number, members: readonly number[]): void {
    const { state, removal } = this
    const leadWasPlaced = state.laneOf[lead] !== -1
    for (const member of members) {
      state.assign(state.open, member, state.model.open[member]!)
      state.assign(state.close, member, state.model.close[member]!)
      removal.take(member)
    }
    removal.extract()
    if (!leadWasPlaced) state.leave(lead)
  }

  private lanesOf(member: number): number[] {
    const { compatible, lanes } = this.state.model
    const all = Array.from({ length: lanes }, (_, lane) => lane)
    return all.filter((lane) => compatible[member * lanes + lane] === 1)
  }

  private offerAt(member: number, lane: number, from: number, until: number) {
    const { state, found } = this
    const [open, close] = [state.open[member]!, state.close[member]!]
    state.open[member] = Math.max(open, from)
    state.close[member] = Math.min(close, until)
    found.clear(Infinity)
    this.special.offers.offer(member, lane, found)
    state.open[member] = open
    state.close[member] = close
    return found.lane < 0 ? [] : [{ cost: found.cost, lane, start: found.start }]
  }
}
