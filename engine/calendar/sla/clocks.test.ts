import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId, type Context, type FrozenClock, freezeClock } from '#engine/kernel'
import {
  cancelClock,
  changeTarget,
  clocksOf,
  createCalendars,
  listDue,
  pauseClock,
  reopenClock,
  resumeClock,
  startClock,
  startClocks,
  startSlaWatch,
  stopClock,
  tellDueClocks,
} from '#engine/calendar'
import { sql, type Database, type Tx } from '#engine/store'
import { freshTenant } from '#test/database'

const HOUR = 3600
const HOUR_MS = 3_600_000
const WEEKDAY: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
]
const OFFICE = {
  tz: 'Asia/Shanghai',
  weekly: { '0': WEEKDAY, '1': WEEKDAY, '2': WEEKDAY, '3': WEEKDAY, '4': WEEKDAY },
}

let frozen: FrozenClock
beforeEach(() => {
  // Friday 10:00 in Shanghai.
  frozen = freezeClock('2026-11-20T02:00:00Z')
})
afterEach(() => frozen.release())

async function office() {
  const { database, context } = await freshTenant()
  const calendars = createCalendars({ database })
  const calendar = await calendars.create(context, { name: '办公时间', definition: OFFICE })
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context, work)
  const subject = `lamp:${newId()}`
  const start = (targetSeconds = 4 * HOUR, metric = 'restore') =>
    within((tx) => startClock(tx, context, { subject, metric, targetSeconds }))
  return { database, context, calendars, calendar, within, subject, start }
}

/** What was told of a subject, in order: `warned restore`. */
function toldOf(database: Database, context: Context, subject: string): Promise<string[]> {
  return database.asOwner(async (tx) => {
    const rows = await tx.all(sql<{ name: string; metric: string }>`
      select name, data->>'metric' as metric from (
        select name, data, occurred_at from engine.outbox
        where tenant_id = ${context.tenantId} and aggregate = ${subject}
        union all
        select name, data, occurred_at from engine.event
        where tenant_id = ${context.tenantId} and aggregate = ${subject}) told
      order by occurred_at`)
    return rows.map(({ name, metric }) => `${name.replace('engine.sla_', '')} ${metric}`)
  })
}

test('a clock runs on the default calendar, and is due after lunch', async () => {
  const { start } = await office()
  expect(await start()).toMatchObject({
    state: 'running',
    warnAt: '2026-11-20T06:00:00.000Z',
    dueAt: '2026-11-20T07:00:00.000Z',
  })
})

test('a company that has not said when it works is always open', async () => {
  const { database, context } = await freshTenant()
  const start = { subject: 'lamp:1', metric: 'restore', targetSeconds: 48 * HOUR }
  const started = await database.withTenant(context, (tx) => startClock(tx, context, start))
  expect(started?.dueAt).toBe('2026-11-22T02:00:00.000Z')
})

test('warning and breach are told once each, at their second, whoever looked before', async () => {
  const { database, context, subject, start } = await office()
  await start()
  frozen.set('2026-11-20T05:59:59Z')
  await tellDueClocks(database)
  expect(await toldOf(database, context, subject)).toEqual([])
  frozen.set('2026-11-20T06:00:00Z')
  await tellDueClocks(database)
  await tellDueClocks(database)
  frozen.set('2026-11-20T06:59:59Z')
  await tellDueClocks(database)
  expect(await toldOf(database, context, subject)).toEqual(['warned restore'])
  frozen.set('2026-11-20T07:00:00Z')
  await Promise.all([tellDueClocks(database), tellDueClocks(database)])
  expect(await toldOf(database, context, subject)).toEqual(['warned restore', 'breached restore'])
})

test('when every process was down past the due instant, the breach is told and no late warning', async () => {
  const { database, context, subject, start } = await office()
  await start()
  frozen.set('2026-11-23T02:00:00Z')
  await tellDueClocks(database)
  expect(await toldOf(database, context, subject)).toEqual(['breached restore'])
})

test('a pause is left out, a paused clock tells nothing', async () => {
  const { database, context, within, subject, start } = await office()
  await start()
  frozen.advance(HOUR_MS)
  expect(await within((tx) => pauseClock(tx, context, subject, 'restore'))).toMatchObject({ state: 'paused' })
  frozen.set('2026-11-23T01:00:00Z')
  await tellDueClocks(database)
  const resumed = await within((tx) => resumeClock(tx, context, subject, 'restore'))
  expect(resumed).toMatchObject({ state: 'running', dueAt: '2026-11-23T04:00:00.000Z', pausedAt: null })
  expect(await toldOf(database, context, subject)).toEqual([])
})

test('a stop in time is met, with the seconds used; a second stop changes nothing', async () => {
  const { context, within, subject, start } = await office()
  await start()
  frozen.advance(3 * HOUR_MS)
  const met = await within((tx) => stopClock(tx, context, subject, 'restore'))
  expect(met).toMatchObject({ state: 'met', usedSeconds: 2 * HOUR, version: 2 })
  frozen.advance(HOUR_MS)
  expect(await within((tx) => stopClock(tx, context, subject, 'restore'))).toEqual(met)
})

test('a late stop is breached, and told even if the watch had not looked yet', async () => {
  const { database, context, within, subject, start } = await office()
  await start()
  frozen.set('2026-11-20T07:30:00Z')
  const late = await within((tx) => stopClock(tx, context, subject, 'restore'))
  expect(late).toMatchObject({ state: 'breached', usedSeconds: 4.5 * HOUR })
  await tellDueClocks(database)
  expect(await toldOf(database, context, subject)).toEqual(['breached restore'])
})

test('work that was done offline in time counts as in time, although the breach was told', async () => {
  const { database, context, within, subject, start } = await office()
  await start()
  frozen.set('2026-11-20T08:00:00Z')
  await tellDueClocks(database)
  const at = Date.parse('2026-11-20T06:30:00Z')
  expect(await within((tx) => stopClock(tx, context, subject, 'restore', at))).toMatchObject({ state: 'met' })
})

test('a reopened clock goes on where it stopped', async () => {
  const { context, within, subject, start } = await office()
  await start()
  frozen.advance(HOUR_MS)
  await within((tx) => stopClock(tx, context, subject, 'restore'))
  frozen.set('2026-11-23T01:00:00Z')
  const reopened = await within((tx) => reopenClock(tx, context, subject, 'restore'))
  expect(reopened).toMatchObject({ state: 'running', stoppedAt: null, dueAt: '2026-11-23T04:00:00.000Z' })
})

test('a cancelled promise is void, and can be given again; a broken one stays broken', async () => {
  const { context, within, subject, start } = await office()
  await start()
  await start(HOUR, 'first_response')
  frozen.set('2026-11-20T06:30:00Z')
  const cancel = (metric: string) => within((tx) => cancelClock(tx, context, subject, metric))
  expect((await cancel('restore')).state).toBe('cancelled')
  expect((await cancel('first_response')).state).toBe('breached')
  expect((await start())?.state).toBe('running')
})

test('a metric that the subject has already is not started twice', async () => {
  const { context, within, subject, start } = await office()
  const first = await start()
  expect(await start(HOUR)).toBeUndefined()
  expect(await within((tx) => clocksOf(tx, context, [subject]))).toMatchObject([{ id: first!.id, version: 1 }])
})

test('a new target reads the same past: what was warned may warn again, what is over is told', async () => {
  const { database, context, within, subject, start } = await office()
  await start()
  frozen.set('2026-11-20T06:30:00Z')
  await tellDueClocks(database)
  const target = (targetSeconds: number) =>
    within((tx) => changeTarget(tx, context, subject, 'restore', { targetSeconds }))
  expect(await target(8 * HOUR)).toMatchObject({ state: 'running', warnedAt: null, dueAt: '2026-11-23T02:00:00.000Z' })
  expect(await target(2 * HOUR)).toMatchObject({ state: 'breached' })
  expect(await toldOf(database, context, subject)).toEqual(['warned restore', 'breached restore'])
})

test('a change of hours moves running and paused clocks, keeps their pauses, and leaves stopped ones', async () => {
  const { context, calendars, calendar, within, subject } = await office()
  const metrics = ['running', 'paused', 'stopped']
  await within((tx) =>
    startClocks(
      tx,
      context,
      metrics.map((metric) => ({ subject, metric, targetSeconds: 4 * HOUR })),
    ),
  )
  frozen.advance(HOUR_MS)
  await within((tx) => pauseClock(tx, context, subject, 'paused'))
  await within((tx) => stopClock(tx, context, subject, 'stopped'))
  const before = await within((tx) => clocksOf(tx, context, [subject]))
  const definition = { ...OFFICE, overrides: { '2026-11-20': [['09:00', '12:00']] as [string, string][] } }
  await calendars.update(context, calendar.id, { definition }, 1)
  const after = await within((tx) => clocksOf(tx, context, [subject]))
  const due = (clocks: typeof after) => Object.fromEntries(clocks.map(({ metric, dueAt }) => [metric, dueAt]))
  expect(due(before)).toEqual({
    running: '2026-11-20T07:00:00.000Z',
    paused: '2026-11-20T07:00:00.000Z',
    stopped: '2026-11-20T07:00:00.000Z',
  })
  expect(due(after)).toEqual({
    running: '2026-11-23T03:00:00.000Z',
    paused: '2026-11-23T03:00:00.000Z',
    stopped: '2026-11-20T07:00:00.000Z',
  })
  frozen.set('2026-11-23T01:00:00Z')
  expect(await within((tx) => resumeClock(tx, context, subject, 'paused'))).toMatchObject({
    dueAt: '2026-11-23T04:00:00.000Z',
  })
})

test('clocks that start while the hours change follow the new hours', async () => {
  const { context, calendars, calendar, within } = await office()
  const definition = { ...OFFICE, overrides: { '2026-11-20': [['09:00', '12:00']] as [string, string][] } }
  const subjects = Array.from({ length: 40 }, () => `lamp:${newId()}`)
  await Promise.all([
    ...subjects.map((subject) =>
      within((tx) => startClock(tx, context, { subject, metric: 'restore', targetSeconds: 4 * HOUR })),
    ),
    calendars.update(context, calendar.id, { definition }),
  ])
  const clocks = await within((tx) => clocksOf(tx, context, subjects))
  expect(clocks.length).toBe(40)
  expect(new Set(clocks.map(({ dueAt }) => dueAt))).toEqual(new Set(['2026-11-23T03:00:00.000Z']))
})

test('the wall lists what is due next, page by page', async () => {
  const { context, within } = await office()
  await within((tx) =>
    startClocks(
      tx,
      context,
      [3, 1, 2, 5, 4].map((hours) => ({ subject: `lamp:${hours}`, metric: 'restore', targetSeconds: hours * HOUR })),
    ),
  )
  await within((tx) => pauseClock(tx, context, 'lamp:2', 'restore'))
  const seen: string[] = []
  for (let after: string | undefined; ;) {
    const page = await within((tx) => listDue(tx, context, { limit: 2, after }))
    seen.push(...page.items.map(({ subject }) => subject))
    if (page.next === null) break
    after = page.next
  }
  expect(seen).toEqual(['lamp:1', 'lamp:3', 'lamp:4', 'lamp:5'])
})

test('the watch tells by itself what became due while nobody was there', async () => {
  const { database, context, subject, start } = await office()
  await start()
  frozen.set('2026-11-23T02:00:00Z')
  const watch = startSlaWatch(database)
  await expect.poll(() => toldOf(database, context, subject), { timeout: 5000 }).toEqual(['breached restore'])
  await watch.stop()
})
