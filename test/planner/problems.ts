import fc from 'fast-check'
import type { GivenProblem } from './given.ts'

/** Random small problems with plain hard windows and one load. */
export const plainProblem: fc.Arbitrary<GivenProblem> = fc
  .record({
    places: fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { minLength: 2, maxLength: 9 }),
    vehicles: fc.integer({ min: 1, max: 3 }),
    capacity: fc.integer({ min: 3, max: 12 }),
    jobs: fc.array(
      fc.record({ demand: fc.nat(4), open: fc.nat(300), width: fc.nat(200), service: fc.nat(30), priority: fc.nat(2) }),
      { minLength: 1, maxLength: 8 },
    ),
    bent: fc.boolean(),
  })
  .map(({ places, vehicles, capacity, jobs, bent }) => ({
    vehicles: Array.from({ length: vehicles }, (_, id) => ({
      id,
      start_index: 0,
      end_index: 0,
      capacity: [capacity],
      time_window: [0, 500] as const,
    })),
    jobs: jobs.map(({ demand, open, width, service, priority }, j) => ({
      id: j + 1,
      location_index: (j + 1) % places.length,
      delivery: [demand],
      service,
      priority,
      time_windows: [[open, open + width] as const],
    })),
    matrices: { car: { durations: distances(places, bent) } },
  }))

/** Manhattan distances; `bent` ones break the triangle inequality and are not symmetric. */
export function distances(places: readonly (readonly [number, number])[], bent: boolean): number[][] {
  return places.map(([x, y], a) =>
    places.map(([x2, y2], b) => {
      const way = Math.abs(x - x2) + Math.abs(y - y2)
      return bent ? (way * (3 + ((a * 7 + b * 3) % 5))) >> 2 : way
    }),
  )
}

const maybe = <T>(value: fc.Arbitrary<T>, freq = 2): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq })

const windows = fc
  .array(fc.tuple(fc.nat(250), fc.integer({ min: 20, max: 200 })), { minLength: 1, maxLength: 3 })
  .map((spans) => {
    let at = 0
    return spans.map(([wait, width]) => {
      const from = at + wait
      at = from + width + 1
      return [from, from + width] as const
    })
  })

const task = fc.record({
  location_index: fc.nat(5),
  service: fc.nat(30),
  setup: maybe(fc.nat(15)),
  time_windows: maybe(windows),
  service_per_type: maybe(fc.record({ fast: fc.nat(10) }), 5),
})

const request = fc.record({
  skills: fc.subarray([1, 2]),
  priority: fc.nat(2),
  'facet:skills': maybe(fc.record({ 7: fc.integer({ min: 1, max: 2 }) }), 4),
  'facet:forbidden_vehicles': maybe(fc.subarray([0, 1, 2]), 4),
  'facet:skip_cost': maybe(fc.nat(200), 4),
})

const job = fc
  .tuple(
    task,
    request,
    fc.record({
      delivery: maybe(fc.tuple(fc.nat(2))),
      pickup: maybe(fc.tuple(fc.nat(2))),
      'facet:due': maybe(fc.record({ at: fc.nat(400), cost_per_hour: fc.nat(7200) }), 3),
      'facet:parts': maybe(
        fc.subarray(['disk', 'fan'], { minLength: 1 }).map((codes) => codes.map((code) => ({ code }))),
      ),
      'facet:parcel': maybe(fc.record({ eta: fc.nat(300), cost: fc.nat(50) }), 4),
      'facet:return': maybe(fc.boolean(), 3),
      'facet:group': maybe(fc.constantFrom('a', 'b'), 3),
      after: maybe(fc.record({ back: fc.integer({ min: 1, max: 3 }), lag: fc.nat(20) }), 3),
    }),
  )
  .map((fields) => Object.assign({}, ...fields))

const shipment = fc
  .record({ pickup: task, delivery: task, amount: fc.tuple(fc.nat(3)), request })
  .map(({ request: demands, ...rest }) => ({ ...rest, ...demands }))

const vehicle = fc.record({
  start_index: maybe(fc.nat(5), 5),
  end_index: fc.nat(5),
  capacity: fc.tuple(fc.integer({ min: 2, max: 8 })),
  skills: fc.subarray([1, 2]),
  type: maybe(fc.constant('fast')),
  speed_factor: maybe(fc.constantFrom(0.5, 1.7), 4),
  time_window: fc.tuple(fc.nat(50), fc.integer({ min: 200, max: 700 })),
  max_tasks: maybe(fc.integer({ min: 1, max: 5 }), 4),
  max_travel_time: maybe(fc.integer({ min: 20, max: 300 }), 4),
  costs: maybe(fc.record({ fixed: fc.nat(50), per_hour: fc.integer({ min: 1000, max: 4000 }) }), 4),
  breaks: fc.array(
    fc.record({
      time_windows: maybe(windows),
      service: fc.nat(40),
      max_load: maybe(fc.tuple(fc.integer({ min: 1, max: 8 })), 5),
    }),
    { maxLength: 2 },
  ),
  'facet:skills': maybe(fc.record({ 7: fc.integer({ min: 1, max: 2 }) })),
  'facet:technician': maybe(fc.constantFrom('Wang', 'Li')),
  'facet:stock': maybe(fc.record({ disk: fc.nat(2), fan: fc.nat(1) })),
  overtime: maybe(fc.record({ more: fc.nat(100), cost_per_hour: fc.nat(7200) }), 3),
})

const store = fc.record({
  location_index: fc.nat(5),
  service: fc.nat(10),
  stock: fc.record({ disk: fc.nat(2), fan: fc.nat(2) }),
  accepts_returns: fc.boolean(),
  time_windows: maybe(windows),
})

/** Random small problems with everything the model knows. */
export const richProblem: fc.Arbitrary<GivenProblem> = fc
  .record({
    places: fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { minLength: 6, maxLength: 6 }),
    bent: fc.boolean(),
    vehicles: fc.array(vehicle, { minLength: 1, maxLength: 3 }),
    jobs: fc.array(job, { minLength: 1, maxLength: 8 }),
    shipments: fc.array(shipment, { maxLength: 2 }),
    stores: fc.array(store, { minLength: 1, maxLength: 3 }),
  })
  .map(({ places, bent, vehicles, jobs, shipments, stores }) => {
    const given = clean({
      vehicles: vehicles.map(({ overtime, ...rest }, id) => ({
        ...rest,
        id,
        ...(rest['facet:technician'] && { 'facet:stock': { disk: rest['facet:technician'].length - 2, fan: 1 } }),
        breaks: rest.breaks.map((pause, b) => ({ ...pause, id: b })),
        ...(overtime && {
          'facet:overtime': { until: rest.time_window[1] + overtime.more, cost_per_hour: overtime.cost_per_hour },
        }),
      })),
      jobs: jobs.map((fields, j) => completeJob(fields, j, jobs, vehicles.length)),
      shipments: shipments.map((fields, s) => ({
        ...onlyKnown(fields, vehicles.length),
        pickup: { ...fields.pickup, id: s },
        delivery: { ...fields.delivery, id: s },
      })),
      'facet:stores': stores.map((fields, s) => ({
        ...fields,
        id: s,
        accepts_returns: s === 0 || fields.accepts_returns,
      })),
      matrices: { car: { durations: distances(places, bent) } },
    })
    return given as GivenProblem
  })

function completeJob(
  fields: Record<string, unknown>,
  j: number,
  jobs: readonly Record<string, unknown>[],
  vehicles: number,
) {
  const {
    after,
    'facet:group': group,
    ...rest
  } = onlyKnown(fields, vehicles) as Record<string, unknown> & {
    after?: { back: number; lag: number }
  }
  const size = jobs.filter((other) => group !== undefined && other['facet:group'] === group).length
  const earlier = after && j - after.back
  const grouped = size >= 2 && size <= vehicles
  const waits = earlier !== undefined && earlier >= 0 && !grouped && jobs[earlier]!['facet:group'] === undefined
  return {
    ...rest,
    id: j,
    ...(rest['facet:parts'] === undefined && { 'facet:parcel': undefined }),
    ...(grouped && { 'facet:group': group }),
    ...(waits && { 'facet:after': [{ id: earlier, lag: after!.lag }] }),
  }
}

function onlyKnown<T extends Record<string, unknown>>(fields: T, vehicles: number): T {
  const forbidden = fields['facet:forbidden_vehicles'] as number[] | undefined
  return { ...fields, 'facet:forbidden_vehicles': forbidden?.filter((id) => id < vehicles) }
}

/** As JSON would have it: without fields that are undefined. */
function clean(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
