import { seededRandom, type Random } from '#engine/kernel'
import { customersProblem } from './solomon.ts'

/**
 * Look-alikes of the instances of Gehring and Homberger: the six classes of Solomon with more customers.
 * C clusters, R scatters, RC does both; class 1 has short days and small loads, class 2 long ones.
 */
export const CLASSES = ['C1', 'C2', 'R1', 'R2', 'RC1', 'RC2'] as const
export type RelativeClass = (typeof CLASSES)[number]

interface Customer {
  readonly x: number
  readonly y: number
}

export function relativeProblem(kind: RelativeClass, size: number, seed: number) {
  const random = seededRandom(seed * 1_000 + size + CLASSES.indexOf(kind))
  const side = Math.round(10 * Math.sqrt(size))
  const depot = { x: side / 2, y: side / 2 }
  const customers = placeCustomers(kind, size, side, random)
  const long = kind.endsWith('2')
  const clustered = kind.startsWith('C')
  const service = clustered ? 90 : 10
  const horizon = Math.round((clustered ? (long ? 3_400 : 1_250) : long ? 1_000 : 230) * Math.sqrt(size / 100))
  const capacity = long ? (clustered ? 700 : 1_000) : 200
  // Width and share of the windows differ from instance to instance, as in the originals.
  const width = random.pick(long ? [120, 240, 480] : [10, 30, 60]) * (clustered ? 3 : 1)
  const share = random.pick([1, 1, 0.75, 0.5, 0.25])
  const rows = customers.map(({ x, y }, c) => {
    const way = Math.hypot(x - depot.x, y - depot.y)
    const first = Math.ceil(way)
    const last = Math.floor(horizon - way - service)
    const centre = random.between(first, Math.max(first, last))
    const windowed = random.next() < share
    const ready = windowed ? Math.max(first, Math.round(centre - width / 2)) : 0
    const due = windowed ? Math.min(last, Math.round(centre + width / 2)) : last
    const demand = clustered ? 10 * random.between(1, 4) : random.between(1, 35)
    return [c + 1, x, y, demand, Math.min(ready, due), due, service]
  })
  return customersProblem([[0, depot.x, depot.y, 0, 0, horizon, 0], ...rows], Math.ceil(size / 4), capacity)
}

function placeCustomers(kind: RelativeClass, size: number, side: number, random: Random): Customer[] {
  const anywhere = (): Customer => ({ x: random.between(0, side), y: random.between(0, side) })
  const centres = Array.from({ length: Math.ceil(size / 10) }, anywhere)
  const nearCentre = (): Customer => {
    const centre = random.pick(centres)
    const spread = () => Math.round((random.next() + random.next() - 1) * 8)
    return { x: clamp(centre.x + spread(), side), y: clamp(centre.y + spread(), side) }
  }
  const clusteredShare = kind.startsWith('RC') ? 0.5 : kind.startsWith('C') ? 1 : 0
  return Array.from({ length: size }, () => (random.next() < clusteredShare ? nearCentre() : anywhere()))
}

function clamp(value: number, side: number): number {
  return Math.min(side, Math.max(0, value))
}
