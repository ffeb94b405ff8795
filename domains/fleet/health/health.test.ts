import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess, CAUSES, isOver } from './health.ts'

test.each([
  {
    values: {},
    monthsInUse: 3,
    health: 100,
    state: 'healthy',
    faults: [],
    because: 'nothing is wrong with a new device',
  },
  {
    values: { disk_wear: 78 },
    monthsInUse: 14,
    health: 69,
    state: 'watch',
    faults: [],
    because: 'a worn disk is watched',
  },
  {
    values: { disk_wear: 92, battery_capacity: 84 },
    monthsInUse: 14,
    health: 45,
    state: 'act',
    faults: ['disk_wear'],
    because: 'a disk at 92 % has to be replaced',
  },
  {
    values: { crashes_7d: 3 },
    monthsInUse: 40,
    health: 84,
    state: 'healthy',
    faults: [],
    because: 'a few crashes and some age',
  },
  {
    values: { disk_free: 2 },
    monthsInUse: 1,
    health: 80,
    state: 'act',
    faults: ['disk_full'],
    because: 'a full disk stops work although the device is well',
  },
])('$because', ({ values, monthsInUse, health, state, faults }) => {
  const found = assess({ values, monthsInUse })
  expect({ ...found, faults: found.faults.map(({ cause }) => cause.name) }).toMatchObject({ health, state, faults })
})

test('worse values never make a device healthier', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CAUSES),
      fc.float({ min: 0, max: 1, noNaN: true }),
      fc.float({ min: 0, max: 1, noNaN: true }),
      (cause, a, b) => {
        const at = (share: number): number => cause.from + (cause.to - cause.from) * share
        const health = (share: number): number => assess({ values: { [cause.key]: at(share) }, monthsInUse: 0 }).health
        expect(health(Math.max(a, b))).toBeLessThanOrEqual(health(Math.min(a, b)))
      },
    ),
  )
})

test('a fault that has just been raised is not over at the same value', () => {
  for (const cause of CAUSES) if (cause.actAt !== undefined) expect(isOver(cause, cause.actAt)).toBe(false)
})
