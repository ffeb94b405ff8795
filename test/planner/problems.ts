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
