import type { GivenJob, GivenProblem, Visit } from './given.ts'

/** Rules that no route can keep alone: groups, order, and parts that several visits want. */
export function checkCrossRules(problem: GivenProblem, visits: readonly Visit[], broken: string[]): void {
  const visitOf = new Map(visits.filter(({ type }) => type === 'job').map((visit) => [visit.id, visit]))
  checkGroups(problem, visitOf, broken)
  for (const job of problem.jobs ?? []) {
    const visit = visitOf.get(job.id)
    if (!visit) continue
    checkOrder(job, visit, visitOf, broken)
    checkSupply(job, visit, visits, broken)
    checkReturn(problem, job, visit, visits, broken)
  }
  checkStock(problem, visits, broken)
}

function checkGroups({ jobs = [] }: GivenProblem, visitOf: ReadonlyMap<number, Visit>, broken: string[]): void {
  const groups = Map.groupBy(
    jobs.filter((job) => job['facet:group']),
    (job) => job['facet:group']!,
  )
  for (const [name, members] of groups) {
    const planned = members.flatMap(({ id }) => visitOf.get(id) ?? [])
    if (planned.length === 0) continue
    if (planned.length < members.length) broken.push(`group ${name} is torn apart`)
    if (new Set(planned.map(({ start }) => start)).size > 1) broken.push(`group ${name} does not begin together`)
    if (new Set(planned.map(({ vehicle }) => vehicle.id)).size < planned.length) {
      broken.push(`group ${name} meets itself in one vehicle`)
    }
  }
}

function checkOrder(job: GivenJob, visit: Visit, visitOf: ReadonlyMap<number, Visit>, broken: string[]): void {
  for (const { id, lag = 0 } of job['facet:after'] ?? []) {
    const first = visitOf.get(id)
    if (!first) broken.push(`job ${job.id} is planned, but not job ${id} before it`)
    else if (visit.start < first.end + lag) broken.push(`job ${job.id} begins before job ${id} is done`)
  }
}

function checkSupply(job: GivenJob, visit: Visit, visits: readonly Visit[], broken: string[]): void {
  if (visit.order <= (visit.vehicle['facet:frozen'] ?? 0)) return
  for (const { code, quantity = 1 } of job['facet:parts'] ?? []) {
    const source = visit.step['facet:supply']?.find((supply) => supply.code === code)
    if (!source || source.quantity !== quantity) broken.push(`job ${job.id} has no source of ${code}`)
    else if (source.from === 'parcel') {
      const eta = job['facet:parcel']?.eta ?? Infinity
      if (visit.start < eta) broken.push(`job ${job.id} begins before its parcel`)
    } else if (source.from === 'store') {
      const stop = visits.find(
        ({ type, id, vehicle }) => type === 'facet:collect' && id === source.store && vehicle === visit.vehicle,
      )
      if (!stop || stop.order > visit.order) broken.push(`job ${job.id} has not collected ${code}`)
    }
  }
}

function checkReturn(
  problem: GivenProblem,
  job: GivenJob,
  visit: Visit,
  visits: readonly Visit[],
  broken: string[],
): void {
  if (!job['facet:return'] || visit.order <= (visit.vehicle['facet:frozen'] ?? 0)) return
  const accepting = new Set(problem['facet:stores']?.filter((store) => store.accepts_returns).map(({ id }) => id))
  const drop = visits.some(
    ({ type, id, vehicle, order }) =>
      type === 'facet:return' && accepting.has(id) && vehicle === visit.vehicle && order > visit.order,
  )
  if (!drop) broken.push(`the defective part of job ${job.id} is not brought back`)
}

function checkStock(problem: GivenProblem, visits: readonly Visit[], broken: string[]): void {
  const taken = new Map<string, number>()
  for (const { vehicle, step } of visits) {
    for (const { code, quantity, from, store } of step['facet:supply'] ?? []) {
      if (from === 'parcel') continue
      const holder = from === 'van' ? `van of ${vehicle['facet:technician'] ?? vehicle.id}` : `store ${store}`
      taken.set(`${holder}: ${code}`, (taken.get(`${holder}: ${code}`) ?? 0) + quantity)
    }
  }
  const owned = new Map<string, number>()
  for (const vehicle of problem.vehicles) {
    for (const [code, quantity] of Object.entries(vehicle['facet:stock'] ?? {})) {
      owned.set(`van of ${vehicle['facet:technician'] ?? vehicle.id}: ${code}`, quantity)
    }
  }
  for (const store of problem['facet:stores'] ?? []) {
    for (const [code, quantity] of Object.entries(store.stock ?? {})) owned.set(`store ${store.id}: ${code}`, quantity)
  }
  for (const [what, quantity] of taken) {
    if (quantity > (owned.get(what) ?? 0)) broken.push(`${what} is taken ${quantity} times of ${owned.get(what) ?? 0}`)
  }
}
