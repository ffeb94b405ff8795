import { expect, test } from 'vitest'
import type { CommandCall } from '#engine/cli'
import { chinaHolidayYears, compileCalendar, dueCommand, isOpen, withChinaHolidays } from '#engine/calendar'

const calendars = { office: { tz: 'Asia/Shanghai', weekly: { '0': [['09:00', '18:00']] } } }

function ask(json: unknown): Promise<unknown> {
  const call: CommandCall = {
    positionals: ['cases.json'],
    values: {},
    read: async () => JSON.stringify(json),
    readJson: async () => json,
    progress: () => undefined,
    signal: new AbortController().signal,
  }
  return dueCommand.run(call)
}

test('answers every operation', async () => {
  const monday = '2026-03-02T17:30:00+08:00'
  const on = { calendar: 'office' }
  const results = await ask({
    calendars,
    cases: [
      { id: 'a', op: 'due', ...on, start: monday, seconds: 3600 },
      {
        id: 'b',
        op: 'elapsed',
        ...on,
        start: monday,
        end: '2026-03-10T00:00:00Z',
        pauses: [['2026-03-09T09:00:00+08:00', '2026-03-09T10:00:00+08:00']],
      },
      { id: 'c', op: 'businessDays', ...on, start: monday, days: 1, endOfDay: true },
      { id: 'd', op: 'inHours', ...on, at: monday },
      { id: 'e', op: 'warn', ...on, start: monday, seconds: 3600, beforeSeconds: 1800 },
    ],
  })
  expect(results).toEqual({
    results: [
      { id: 'a', due: '2026-03-09T01:30:00Z' },
      { id: 'b', seconds: 1800 + 8 * 3600 },
      { id: 'c', due: '2026-03-09T10:00:00Z' },
      { id: 'd', open: true },
      { id: 'e', due: '2026-03-09T01:30:00Z', warn: '2026-03-02T10:00:00Z' },
    ],
  })
})

test('refuses a file with every problem and its place', async () => {
  const start = '2026-03-02T17:30:00+08:00'
  const asked = ask({
    calendars: { ...calendars, never: { tz: 'UTC', weekly: {} } },
    cases: [
      { id: 1, op: 'due', calendar: 'nowhere', start: '2026-03-02T17:30:00', seconds: -1 },
      { id: 1, op: 'due', calendar: 'office', start: '2026-02-30T17:30:00Z', seconds: Number.NaN },
      { id: 2, op: 'guess', calendar: 'office' },
      { id: 3, op: 'businessDays', calendar: 'office', start, days: 0.5 },
      {
        id: 4,
        op: 'due',
        calendar: 'office',
        start,
        seconds: '60',
        pauses: [['2026-03-03T00:00:00Z', '2026-03-02T00:00:00Z']],
      },
    ],
  })
  await expect(asked).rejects.toMatchObject({ code: 'engine.invalid-input' })
  const { problems } = (await asked.catch((error: unknown) => error)) as { problems: { path: string }[] }
  expect(problems.map(({ path }) => path).toSorted()).toEqual([
    '/calendars/never',
    '/cases/0/calendar',
    '/cases/0/seconds',
    '/cases/0/start',
    '/cases/1/id',
    '/cases/1/seconds',
    '/cases/1/start',
    '/cases/2/op',
    '/cases/3/days',
    '/cases/4/pauses/0',
    '/cases/4/seconds',
  ])
})

test('a due time that never comes is a problem of its case', async () => {
  const fair = { tz: 'UTC', weekly: {}, overrides: { '2026-03-02': [['09:00', '10:00']] } }
  const asked = ask({
    calendars: { fair },
    cases: [{ id: 1, op: 'due', calendar: 'fair', start: '2026-03-01T00:00:00Z', seconds: 3601 }],
  })
  await expect(asked).rejects.toMatchObject({ problems: [{ path: '/cases/0' }] })
})

test('wrong usage is not wrong input', async () => {
  const call = { positionals: [] } as unknown as CommandCall
  await expect(dueCommand.run(call)).rejects.toMatchObject({ name: 'UsageError' })
})

test('China rests and makes up as its notices say', () => {
  const week = Object.fromEntries(
    ['0', '1', '2', '3', '4'].map((day) => [day, [['09:00', '18:00'] as [string, string]]]),
  )
  const calendar = compileCalendar(withChinaHolidays({ tz: 'Asia/Shanghai', weekly: week }, [['09:00', '18:00']]))
  const openAtTen = (date: string): boolean => isOpen(calendar, Date.parse(`${date}T10:00:00+08:00`))
  expect(chinaHolidayYears).toEqual([2024, 2025, 2026])
  expect(['2024-02-18', '2025-09-28', '2026-02-14', '2026-10-10'].map(openAtTen)).toEqual([true, true, true, true])
  expect(['2024-02-12', '2025-10-08', '2026-02-23', '2026-01-02'].map(openAtTen)).toEqual([false, false, false, false])
})
