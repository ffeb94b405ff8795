import { expect, test } from 'vitest'
import type { IncidentClock } from '../api.ts'
import { arrangeClocks } from './arrange-clocks.ts'

const clock = (metric: string, dueAt: string, more: Partial<IncidentClock> = {}) =>
  ({ metric, dueAt, state: 'running', stoppedAt: null, ...more }) as IncidentClock
const response = clock('first_response', '2026-11-20T01:30:00Z')
const restore = clock('restore', '2026-11-20T09:12:00Z')
const stopped = { state: 'met', stoppedAt: '2026-11-20T01:16:00Z' } as const

test.each<[string, IncidentClock[], [string[], string[], string | undefined], string]>([
  ['a new incident', [restore, response], [[], ['restore'], 'first_response'], 'what is due first decides'],
  [
    'one that was taken',
    [{ ...response, ...stopped }, restore],
    [['first_response'], [], 'restore'],
    'the other is kept',
  ],
  [
    'one that is late',
    [
      { ...response, ...stopped, state: 'breached' },
      { ...restore, state: 'breached' },
    ],
    [['first_response'], [], 'restore'],
    'a breached clock that was not stopped goes on',
  ],
  ['one that was cancelled', [{ ...restore, state: 'cancelled' }], [[], [], undefined], 'nothing is promised any more'],
])('%s: because %4$s', (_what, clocks, [ended, waiting, deciding]) => {
  const found = arrangeClocks(clocks)
  const names = (list: readonly IncidentClock[]) => list.map(({ metric }) => metric)
  expect([names(found.ended), names(found.waiting), found.deciding?.metric]).toEqual([ended, waiting, deciding])
})
