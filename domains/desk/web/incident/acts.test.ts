import { expect, test } from 'vitest'
import type { IncidentDetail } from '../api.ts'
import { offeredActs } from './acts.ts'

type State = IncidentDetail['incident']['state']

const offered = (state: State, acts: readonly string[]) =>
  offeredActs({
    incident: { state } as IncidentDetail['incident'],
    acts: acts.map((act) => ({ act, to: 'x', requires: [] })),
  })

test.each<[State, readonly string[], string | undefined, readonly string[], string]>([
  ['new', ['start', 'ask', 'resolve', 'cancel'], 'start', ['ask', 'resolve', 'cancel'], 'somebody has to take it'],
  ['in_progress', ['cancel', 'resolve', 'ask'], 'resolve', ['ask', 'cancel'], 'restoring is what it is all about'],
  ['waiting_customer', ['start', 'resolve'], 'resolve', ['start'], 'without an answer it can still be restored'],
  ['resolved', ['reopen', 'close'], 'close', ['reopen'], 'it may go to the archive'],
  ['closed', [], undefined, [], 'nothing is left to do'],
  ['new', [], undefined, [], 'what the server refuses is not offered'],
])('%s with %j offers %s first, because %s', (state, acts, primary, others) => {
  expect(offered(state, acts)).toEqual({ primary, others })
})
