import { expect, test } from 'vitest'
import { Refusal } from '#engine/kernel'
import { readProblem } from '#domains/field'

const vehicle = { id: 1, start_index: 0, end_index: 0 }
const matrices = {
  car: {
    durations: [
      [0, 5],
      [5, 0],
    ],
  },
}
const job = { id: 1, location_index: 1 }

/** The pointers of everything that is complained about. */
function refusedAt(problem: unknown): string[] {
  try {
    readProblem(problem)
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ path }) => path)
    throw error
  }
  return []
}

test.each([
  ['an empty file has no vehicles', {}, ['/vehicles']],
  ['nothing at all is not a problem', null, ['']],
  ['a list is not a problem', [], ['']],
  [
    'a matrix must be square',
    { vehicles: [vehicle], jobs: [job], matrices: { car: { durations: [[0, 1], [1]] } } },
    ['/matrices/car/durations/1'],
  ],
  [
    'travel is never negative, broken or a fraction',
    {
      vehicles: [vehicle],
      jobs: [job],
      matrices: {
        car: {
          durations: [
            [-1, null],
            [0.5, 0],
          ],
        },
      },
    },
    ['/matrices/car/durations/0/0', '/matrices/car/durations/0/1', '/matrices/car/durations/1/0'],
  ],
  [
    'ids are given once',
    { vehicles: [vehicle, vehicle], jobs: [job, job], matrices },
    ['/jobs/1/id', '/vehicles/1/id'],
  ],
  [
    'a window ends after it begins, and windows do not overlap',
    {
      vehicles: [vehicle],
      jobs: [
        {
          ...job,
          time_windows: [
            [9, 5],
            [4, 8],
          ],
        },
      ],
      matrices,
    },
    ['/jobs/0/time_windows/0', '/jobs/0/time_windows/1'],
  ],
  [
    'places are in the matrix',
    { vehicles: [{ ...vehicle, end_index: 7 }], jobs: [{ id: 1, location_index: 2 }, { id: 2 }], matrices },
    ['/jobs/0/location_index', '/jobs/1', '/vehicles/0/end_index'],
  ],
  [
    'without a matrix there must be locations on earth',
    { vehicles: [{ id: 1, start: [114, 22.5] }], jobs: [{ id: 1, location: [200, 22] }] },
    ['/jobs/0/location/0'],
  ],
  [
    'amounts have one length',
    { vehicles: [{ ...vehicle, capacity: [1, 2] }], jobs: [{ ...job, delivery: [1] }], matrices },
    ['/vehicles/0/capacity'],
  ],
  [
    'a vehicle has a profile with a matrix',
    { vehicles: [{ ...vehicle, profile: 'bike' }], matrices },
    ['/vehicles/0/profile'],
  ],
  [
    'a break lies in its windows',
    { vehicles: [{ ...vehicle, breaks: [{ id: 1, time_windows: [[9, 3]] }] }], matrices },
    ['/vehicles/0/breaks/0/time_windows/0'],
  ],
  [
    'work does not wait for itself',
    {
      vehicles: [vehicle],
      jobs: [
        { ...job, 'facet:after': [{ id: 2 }] },
        { ...job, id: 2, 'facet:after': [{ id: 1 }] },
      ],
      matrices,
    },
    ['/jobs/0/facet:after', '/jobs/1/facet:after'],
  ],
  [
    'a group needs as many vehicles as it has members',
    {
      vehicles: [vehicle],
      jobs: [
        { ...job, 'facet:group': 'a' },
        { ...job, id: 2, 'facet:group': 'a' },
      ],
      matrices,
    },
    ['/jobs/0/facet:group', '/jobs/1/facet:group'],
  ],
  [
    'a step names what is given, and no more is frozen than is planned',
    { vehicles: [{ ...vehicle, steps: [{ type: 'job', id: 9 }], 'facet:frozen': 2 }], jobs: [job], matrices },
    ['/vehicles/0/steps/0/id', '/vehicles/0/facet:frozen'],
  ],
])('%s', (_because, problem, expected) => {
  expect(refusedAt(problem).sort()).toEqual(expected.sort())
})

test('a thousand faults are all counted', () => {
  const jobs = Array.from({ length: 3_000 }, (_, id) => ({ id, location_index: -1 }))
  expect(refusedAt({ vehicles: [vehicle], jobs, matrices })).toHaveLength(1_001)
})
