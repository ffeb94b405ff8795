import { afterEach, beforeEach, expect, test } from 'vitest'
import { freezeClock, type FrozenClock } from '#engine/kernel'
import { clocksOf, tellDueClocks } from '#engine/calendar'
import { getCase, importCases, openCase, timelineOf, transition, type ImportedCase } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import { freshTenant } from '#test/database'
import { repairCase, type RepairShape } from './example.ts'

let frozen: FrozenClock
beforeEach(() => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
})
afterEach(() => frozen.release())

const anna = { kind: 'user', id: 'anna', name: 'Anna' } as const

function past(openedAt: string, hours: number): ImportedCase<RepairShape> {
  const doneAt = new Date(Date.parse(openedAt) + hours * 3_600_000).toISOString()
  return {
    subject: `Opened ${openedAt}`,
    state: 'closed',
    priority: 'high',
    fields: { fault: 'dark', resolution: 'bulb', hours },
    openedAt,
    doneAt,
    closedAt: doneAt,
    entries: [
      { kind: 'state', actor: anna, at: openedAt, data: { act: 'open', to: 'new' } },
      { kind: 'state', actor: anna, at: doneAt, data: { act: 'close', from: 'finished', to: 'closed' } },
    ],
    clocks: [{ metric: 'repair', targetSeconds: 7200, later: [{ kind: 'stopped', at: Date.parse(doneAt) }] }],
  }
}

test('an imported past is numbered by opening, measured, and tells nobody', async () => {
  const { database, context } = await freshTenant()
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context, work)
  await within((tx) => openCase(tx, context, repairCase, { subject: 'first', fields: { fault: 'dark' } }))
  const running: ImportedCase<RepairShape> = {
    ...past('2026-11-19T20:00:00.000Z', 1),
    state: 'working',
    doneAt: undefined,
    closedAt: undefined,
    clocks: [{ metric: 'repair', targetSeconds: 8 * 3600, later: [] }],
  }
  const list = [past('2026-03-02T00:00:00.000Z', 3), past('2025-12-31T15:00:00.000Z', 1), running]
  const imported = await within((tx) => importCases(tx, context, repairCase, list))
  expect(imported.map(({ number }) => number)).toEqual(['REP-2026-000002', 'REP-2025-000001', 'REP-2026-000003'])
  const clocks = await within((tx) =>
    clocksOf(
      tx,
      context,
      imported.map(({ id }) => `repair:${id}`),
    ),
  )
  const states = new Map(clocks.map(({ subject, state, usedSeconds }) => [subject, { state, usedSeconds }]))
  expect(imported.map(({ id }) => states.get(`repair:${id}`))).toEqual([
    { state: 'breached', usedSeconds: 3 * 3600 },
    { state: 'met', usedSeconds: 3600 },
    { state: 'running', usedSeconds: null },
  ])
  const { id } = imported[2]!
  const record = await within((tx) => getCase(tx, context, repairCase, id))
  expect(record).toMatchObject({ state: 'working', lastEntry: 2, dueAt: '2026-11-20T04:00:00.000Z' })
  expect((await within((tx) => transition(tx, context, repairCase, id, { act: 'wait' }))).record.lastEntry).toBe(3)
  expect((await within((tx) => timelineOf(tx, context, repairCase, id, { limit: 9 }))).items[1]).toMatchObject({
    actorName: 'Anna',
  })
  await tellDueClocks(database)
  const told = await database.asOwner((tx) =>
    tx.all(sql`select id from engine.outbox where tenant_id = ${context.tenantId} and name like 'engine.sla%'`),
  )
  expect(told).toEqual([])
})
