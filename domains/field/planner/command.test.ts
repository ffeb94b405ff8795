import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { runCommand } from '#engine/cli'
import { planCommand } from './command.ts'

const problem = {
  vehicles: [{ id: 1, start_index: 0, end_index: 0 }],
  jobs: [{ id: 7, location_index: 1, service: 10 }],
  matrices: {
    car: {
      durations: [
        [0, 5],
        [6, 0],
      ],
    },
  },
}

async function plan(input: string, ...options: string[]) {
  const said = { out: '', err: '' }
  const entry = { name: 'plan', summary: '', load: async () => planCommand }
  const code = await runCommand([entry], ['plan', '-', ...options], {
    stdin: Readable.from([Buffer.from(input)]),
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    signal: new AbortController().signal,
  })
  return { code, ...said }
}

test('a VROOM problem in, a VROOM plan out', async () => {
  const { code, out } = await plan(JSON.stringify(problem), '--iterations', '10')
  expect(code).toBe(0)
  const answer = JSON.parse(out)
  expect(answer).toMatchObject({ code: 0, summary: { cost: 11, routes: 1, unassigned: 0, service: 10 } })
  expect(answer.routes[0].steps.map((step: { type: string; arrival: number }) => [step.type, step.arrival])).toEqual([
    ['start', 0],
    ['job', 5],
    ['end', 21],
  ])
})

test('a day without work is an empty plan', async () => {
  const { code, out } = await plan('{"vehicles": [{"id": 1, "start": [114, 22.5]}]}', '--iterations', '10')
  expect({ code, plan: JSON.parse(out) }).toMatchObject({ code: 0, plan: { routes: [], unassigned: [] } })
})

test('every fault is listed with its place, and nothing is printed', async () => {
  const { code, out, err } = await plan('{"vehicles": [{"id": -1}], "matrices": {"car": {"durations": [[-1]]}}}')
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain('/vehicles/0/id: ')
  expect(err).toContain('/matrices/car/durations/0/0: ')
})

test.each([
  ['a number of threads is whole', ['--threads', '1.5']],
  ['time does not run backwards', ['--seconds', '-1']],
  ['a seed is a number', ['--seed', 'lucky']],
])('%s', async (_because, options) => {
  expect(await plan(JSON.stringify(problem), ...options)).toMatchObject({ code: 2, out: '' })
})
