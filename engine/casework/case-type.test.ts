import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineCaseType } from '#engine/casework'
import { repairCase } from './example.ts'

test('a description knows its own words', () => {
  expect(repairCase.rulesFrom('working').map(({ act }) => act)).toEqual(['wait', 'finish', 'drop'])
  // @ts-expect-error there is no such act
  expect(repairCase.transitions.some(({ act }) => act === 'explode')).toBe(false)
  // @ts-expect-error there is no such state
  expect(repairCase.initial === 'gone').toBe(false)
})

const lamp = {
  kind: 'test.lamp',
  prefix: 'LMP',
  states: { off: 'open', on: 'closed' },
  initial: 'off',
  priorities: ['normal'],
  fields: z.strictObject({}),
  transitions: [{ act: 'light', from: ['off'], to: 'on' }],
} as const

test.each([
  [{ kind: 'Lamp' }, /kind must read/, 'a kind names its domain'],
  [{ prefix: 'lamp' }, /prefix must be/, 'numbers begin with capitals'],
  [{ states: { ...lamp.states, broken: 'open' } }, /no act leads to broken/, 'every state can be reached'],
  [{ pausesIn: ['asleep'] }, /there is no state asleep/, 'pauses name known states'],
  [
    { transitions: [...lamp.transitions, { act: 'light', from: ['off'], to: 'off' }] },
    /light from off has two rules/,
    'an act leads to one state only',
  ],
  [
    { fields: z.strictObject({ hours: z.number().default(0) }) },
    /the field hours must not have a default/,
    'a default would come back with every change',
  ],
])('%j is refused: %s', (change, message, _because) => {
  expect(() => defineCaseType({ ...lamp, ...change } as never)).toThrow(message)
})
