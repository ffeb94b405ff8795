import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freezeClock, newId, Refusal, type FrozenClock } from '#engine/kernel'
import { clocksOf, type SlaClock } from '#engine/calendar'
import { addEntry, getCase, listCases, openCase, timelineOf, transition } from '#engine/casework'
import { nextNumber } from '#engine/tenancy'
import type { Tx } from '#engine/store'
import { freshTenant } from '#test/database'
import { repairCase, type RepairShape } from './example.ts'

let frozen: FrozenClock
beforeEach(() => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
})
afterEach(() => frozen.release())

const lamp = { subject: 'The lamp is dark', fields: { fault: 'dark' } }

test('fifty open at once and some change their mind: the numbers have no gap and no double', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 50, maxLength: 50 }), async (keeps) => {
      const { database, context } = await freshTenant()
      const done = await Promise.allSettled(
        keeps.map((keep) =>
          database.withTenant(context, async (tx) => {
            await openCase(tx, context, repairCase, lamp)
            if (!keep) throw new Refusal('test.changed-my-mind', 409)
          }),
        ),
      )
      const failures = done.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
      expect(failures.filter((reason) => !(reason instanceof Refusal))).toEqual([])
      const { items } = await database.withTenant(context, (tx) =>
        listCases(tx, context, repairCase, { limit: 100, sort: 'opened' }),
      )
      const kept = keeps.filter((keep) => keep).length
      const expected = Array.from({ length: kept }, (_, i) => `REP-2026-${String(i + 1).padStart(6, '0')}`)
      expect(items.map(({ number }) => number).sort()).toEqual(expected)
    }),
    { numRuns: 4 },
  )
})

test('a series counts on its own in every year, beyond six digits, too', async () => {
  const { database, context } = await freshTenant()
  const next = (series: string, year: number) =>
    database.withTenant(context, (tx) => nextNumber(tx, context, series, year))
  expect([await next('A', 2026), await next('A', 2026), await next('A', 2027), await next('B', 2026)]).toEqual([
    'A-2026-000001',
    'A-2026-000002',
    'A-2027-000001',
    'B-2026-000001',
  ])
})

type Step = { act: RepairShape['act']; minutes: number } | { note: true; minutes: number }

const acts = [...new Set(repairCase.transitions.map(({ act }) => act))]
const minutes = fc.nat({ max: 300 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constantFrom(...acts), minutes }),
  fc.record({ note: fc.constant(true as const), minutes }),
)

test('whatever is tried in whatever order, a case stays within its type and its story has no hole', async () => {
  const { database, context } = await freshTenant()
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context, work)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const { record } = await within((tx) => openCase(tx, context, repairCase, { ...lamp, assigneeId: newId() }))
      let expected: { state: string; entries: number; version: number } = { state: 'new', entries: 1, version: 1 }
      for (const each of steps) {
        frozen.advance(each.minutes * 60_000)
        if ('note' in each) {
          await within((tx) => addEntry(tx, context, repairCase, record.id, { kind: 'note', text: 'x' }))
          expected.entries += 1
          continue
        }
        const rule = repairCase.rulesFrom(expected.state).find(({ act }) => act === each.act)
        const fields = { resolution: 'bulb', hours: 1 }
        const tried = within((tx) => transition(tx, context, repairCase, record.id, { act: each.act, fields }))
        if (!rule) {
          await expect(tried).rejects.toMatchObject({ code: 'engine.act-not-possible' })
          continue
        }
        await tried
        expected = { state: rule.to, entries: expected.entries + 1, version: expected.version + 1 }
      }
      const now = await within((tx) => getCase(tx, context, repairCase, record.id))
      expect(now).toMatchObject({ state: expected.state, version: expected.version, lastEntry: expected.entries })
      expect(now.stateGroup).toBe(repairCase.states[now.state])
      expect([now.doneAt !== null, now.closedAt !== null]).toEqual([
        now.stateGroup !== 'open',
        now.stateGroup === 'closed',
      ])
      const { items } = await within((tx) =>
        timelineOf(tx, context, repairCase, record.id, { limit: 100, order: 'oldest' }),
      )
      expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: expected.entries }, (_, i) => i + 1))
      for (const held of await within((tx) => clocksOf(tx, context, [`repair:${record.id}`]))) {
        expect(standingOf(held)).toBe(standingExpected(held, now.state))
      }
    }),
    { numRuns: 40 },
  )
})

function standingOf({ stoppedAt, pausedAt }: SlaClock): string {
  if (stoppedAt !== null) return 'stopped'
  return pausedAt === null ? 'running' : 'paused'
}

/** Written down again by hand, so that the rule is not its own judge. */
function standingExpected({ metric }: SlaClock, state: string): string {
  if (metric === 'first_response' && state !== 'new') return 'stopped'
  if (['finished', 'closed', 'dropped'].includes(state)) return 'stopped'
  return state === 'waiting' ? 'paused' : 'running'
}
