import { afterEach, beforeEach, expect, test } from 'vitest'
import { freezeClock, type FrozenClock } from '#engine/kernel'
import { createCalendars } from '#engine/calendar'
import { freshTenant } from '#test/database'

const MONDAYS = { tz: 'Asia/Shanghai', weekly: { '0': [['09:00', '12:00']] as [string, string][] } }

let frozen: FrozenClock
beforeEach(() => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
})
afterEach(() => frozen.release())

async function drawer() {
  const { database, context } = await freshTenant()
  return { context, calendars: createCalendars({ database }) }
}

test('the first calendar is the default until another one is made so', async () => {
  const { context, calendars } = await drawer()
  const first = await calendars.create(context, { name: 'first', definition: MONDAYS })
  const second = await calendars.create(context, { name: 'second', definition: MONDAYS })
  expect([first.isDefault, second.isDefault]).toEqual([true, false])
  await calendars.update(context, second.id, { isDefault: true })
  expect((await calendars.list(context, { limit: 10 })).items.map(({ isDefault }) => isDefault)).toEqual([false, true])
  expect((await calendars.compiled(context)).id).toBe(second.id)
})

test('a change against an old version, a taken name and a wrong definition are refused', async () => {
  const { context, calendars } = await drawer()
  const { id } = await calendars.create(context, { name: 'first', definition: MONDAYS })
  await calendars.update(context, id, { name: 'renamed' }, 1)
  await expect(calendars.update(context, id, { name: 'late' }, 1)).rejects.toMatchObject({ status: 412 })
  await expect(calendars.create(context, { name: 'renamed', definition: MONDAYS })).rejects.toMatchObject({
    code: 'engine.calendar-name-taken',
  })
  await expect(calendars.create(context, { name: 'never', definition: { tz: 'Mars/Olympus' } })).rejects.toMatchObject({
    code: 'engine.invalid-input',
  })
  expect(await calendars.get(context, id)).toMatchObject({ name: 'renamed', version: 2 })
})

test('the editor sees the next opening hours before it saves', async () => {
  const { calendars } = await drawer()
  expect(calendars.preview(MONDAYS, 2)).toEqual([
    { opensAt: '2026-11-23T01:00:00.000Z', closesAt: '2026-11-23T04:00:00.000Z' },
    { opensAt: '2026-11-30T01:00:00.000Z', closesAt: '2026-11-30T04:00:00.000Z' },
  ])
})
