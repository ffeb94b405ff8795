import type { GivenJob, GivenProblem, GivenStore, GivenVehicle, LonLat } from '../../test/planner/given.ts'
import { travelOf, type Ways } from '../../test/planner/travel.ts'

/**
 * How many plan by hand: technician after technician, always to the nearest visit that can still be done, and on
 * the way to the nearest store when a part is missing. Lunch as soon as it may begin.
 */
export function nearestFeasible(problem: GivenProblem): { served: GivenJob[]; travelSeconds: number } {
  const ways = travelOf(problem)
  const open = new Set(problem.jobs!)
  const stock = new Map(problem['facet:stores']!.map((store) => [store, { ...store.stock }]))
  let travelSeconds = 0
  const served: GivenJob[] = []
  for (const vehicle of problem.vehicles) {
    const day = new Day(vehicle, ways, stock)
    for (;;) {
      const next = day.nearest(open)
      if (!next) break
      open.delete(next.job)
      day.go(next)
      served.push(next.job)
    }
    travelSeconds += day.travelled + (day.served > 0 ? day.wayHome(day.place) : 0)
  }
  return { served, travelSeconds }
}

interface Trip {
  readonly job: GivenJob
  readonly store: GivenStore | undefined
  readonly seconds: number
  readonly begin: number
}

class Day {
  place: LonLat
  travelled = 0
  served = 0
  private time: number
  private rested = false
  private readonly vehicle: GivenVehicle
  private readonly ways: Ways
  private readonly van: Record<string, number>
  private readonly stock: Map<GivenStore, Record<string, number>>

  constructor(vehicle: GivenVehicle, ways: Ways, stock: Map<GivenStore, Record<string, number>>) {
    this.vehicle = vehicle
    this.ways = ways
    this.stock = stock
    this.place = vehicle.start!
    this.time = vehicle.time_window![0]
    this.van = { ...vehicle['facet:stock'] }
  }

  wayHome(from: LonLat): number {
    return this.seconds(from, this.vehicle.end!)
  }

  nearest(open: ReadonlySet<GivenJob>): Trip | undefined {
    this.rest()
    const trips = [...open].filter((job) => this.isSkilled(job)).flatMap((job) => this.tripTo(job) ?? [])
    return trips.reduce<Trip | undefined>(
      (best, trip) => (!best || trip.seconds < best.seconds ? trip : best),
      undefined,
    )
  }

  go({ job, store, seconds, begin }: Trip): void {
    for (const { code } of job['facet:parts'] ?? []) {
      const holder = store ? this.stock.get(store)! : this.van
      holder[code]! -= 1
    }
    this.travelled += seconds
    this.place = job.location!
    this.time = begin + job.service!
    this.served += 1
  }

  private rest(): void {
    const pause = this.vehicle.breaks![0]!
    if (this.rested || this.time < pause.time_windows![0]![0]) return
    this.time += pause.service!
    this.rested = true
  }

  private tripTo(job: GivenJob): Trip | undefined {
    const missing = job['facet:parts']?.find(({ code }) => !this.van[code])
    const store = missing && this.nearestStore(missing.code)
    if (missing && !store) return undefined
    const first = store ? this.seconds(this.place, store.location!) : 0
    const seconds = first + this.seconds(store?.location ?? this.place, job.location!)
    const [from, until] = job.time_windows![0]!
    const begin = Math.max(from, this.time + seconds + (store?.service ?? 0))
    const pause = this.rested ? 0 : this.vehicle.breaks![0]!.service!
    const isHomeInTime = begin + job.service! + pause + this.wayHome(job.location!) <= this.vehicle.time_window![1]
    const isBeforeLunchEnds = this.rested || begin + job.service! <= this.vehicle.breaks![0]!.time_windows![0]![1]
    return begin <= until && isHomeInTime && isBeforeLunchEnds ? { job, store, seconds, begin } : undefined
  }

  private nearestStore(code: string): GivenStore | undefined {
    const holding = [...this.stock].filter(([, left]) => (left[code] ?? 0) > 0).map(([store]) => store)
    return holding.reduce<GivenStore | undefined>(
      (best, store) => (!best || this.toStore(store) < this.toStore(best) ? store : best),
      undefined,
    )
  }

  private toStore(store: GivenStore): number {
    return this.seconds(this.place, store.location!)
  }

  private isSkilled(job: GivenJob): boolean {
    return Object.entries(job['facet:skills']!).every(
      ([skill, level]) => (this.vehicle['facet:skills']![skill] ?? 0) >= level,
    )
  }

  private seconds(from: LonLat, to: LonLat): number {
    return Math.round(this.ways.seconds(this.vehicle, { location: from }, { location: to }))
  }
}
