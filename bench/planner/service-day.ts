import { seededRandom, type Random } from '#engine/kernel'

/**
 * A day of a service company in one city: technicians with homes, shifts, skills and lunch; visits with windows of two
 * or four hours, priorities and due times; warehouses and lockers. A quarter of the visits needs a part that is
 * not in the van. Kilometre-scale, Shenzhen-like.
 */
export interface DaySize {
  readonly technicians: number
  readonly visits: number
  readonly warehouses: number
  readonly lockers: number
  /** Minutes of work at a visit, to be drawn from. */
  readonly work: readonly number[]
}

const HOUR = 3600
const CITY = { west: 113.85, east: 114.3, south: 22.5, north: 22.75 }
const PARTS = ['disk', 'fan', 'board', 'screen', 'battery', 'psu', 'memory', 'keyboard']
const COMMON_PARTS = PARTS.slice(0, 4)

export function serviceDay({ technicians, visits, warehouses, lockers, work }: DaySize, seed: number) {
  const random = seededRandom(seed)
  // A larger company works in a larger city: the same number of visits per square kilometre.
  const spread = Math.sqrt(technicians / 50)
  const place = (): [number, number] => [
    round(CITY.west + random.next() * (CITY.east - CITY.west) * spread),
    round(CITY.south + random.next() * (CITY.north - CITY.south) * spread),
  ]
  return {
    vehicles: Array.from({ length: technicians }, (_, t) => technician(t + 1, place(), random)),
    jobs: Array.from({ length: visits }, (_, v) => visit(v + 1, place(), work, random)),
    'facet:stores': Array.from({ length: warehouses + lockers }, (_, s) =>
      store(s + 1, s < warehouses, visits, place()),
    ),
  }
}

function technician(id: number, home: [number, number], random: Random) {
  const skills = [1, ...[2, 3, 4, 5].filter(() => random.next() < 0.55)]
  const begin = random.pick([8, 8.5, 9]) * HOUR
  return {
    id,
    description: `T${id}`,
    start: home,
    end: home,
    skills,
    'facet:skills': Object.fromEntries(skills.map((skill) => [skill, random.between(1, 3)])),
    time_window: [begin, begin + 9.5 * HOUR],
    'facet:overtime': { until: begin + 10.5 * HOUR, cost_per_hour: 7200 },
    breaks: [{ id: 1, service: 0.75 * HOUR, time_windows: [[11.5 * HOUR, 13.5 * HOUR]] }],
    'facet:technician': `T${id}`,
    'facet:stock': Object.fromEntries(COMMON_PARTS.map((part) => [part, 2])),
  }
}

function visit(id: number, location: [number, number], work: readonly number[], random: Random) {
  const width = random.pick([2, 2, 4, 9]) * HOUR
  const from = Math.round((8.5 + random.next() * (9 - width / HOUR)) * 2) * 0.5 * HOUR
  const skill = random.pick([1, 1, 2, 3, 4, 5])
  const needs = random.next()
  const rare = PARTS.slice(COMMON_PARTS.length)
  return {
    id,
    location,
    service: random.pick(work) * 60,
    time_windows: [[from, from + width]],
    priority: random.pick([0, 0, 0, 5, 10]),
    skills: [skill],
    'facet:skills': { [skill]: random.pick([1, 1, 2]) },
    // One visit in four needs what no van carries, one in four what every van carries.
    ...(needs < 0.25 && { 'facet:parts': [{ code: random.pick(rare), quantity: 1 }] }),
    ...(needs >= 0.25 && needs < 0.5 && { 'facet:parts': [{ code: random.pick(COMMON_PARTS), quantity: 1 }] }),
    ...(random.next() < 0.3 && { 'facet:due': { at: from + width / 2, cost_per_hour: 1800 } }),
  }
}

function store(id: number, isWarehouse: boolean, visits: number, location: [number, number]) {
  const codes = isWarehouse ? PARTS : PARTS.slice(id % 2, (id % 2) + 6)
  const each = isWarehouse ? Math.ceil(visits / 10) : Math.ceil(visits / 60)
  return {
    id,
    name: isWarehouse ? `warehouse ${id}` : `locker ${id}`,
    location,
    service: (isWarehouse ? 10 : 5) * 60,
    time_windows: isWarehouse ? [[8 * HOUR, 18 * HOUR]] : [[6 * HOUR, 23 * HOUR]],
    stock: Object.fromEntries(codes.map((code) => [code, each])),
    accepts_returns: isWarehouse,
  }
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}
