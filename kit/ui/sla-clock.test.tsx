// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { freezeNow } from '#kit/data'
import { show } from '#kit/testing'
import { promiseState, type PromiseState, type ServicePromise } from './sla.ts'
import { SlaClock, type SlaClockProps } from './sla-clock.tsx'
import { trackOf } from './track.ts'

const at = (time: string) => Date.parse(`2026-11-20T${time}:00+08:00`)
const HOURS = 8 * 3600

describe('the state of a promise', () => {
  it.each<[string, Omit<ServicePromise, 'dueMs'>, PromiseState['kind'], string]>([
    ['10:31', { targetSeconds: HOURS }, 'on-time', 'more than a quarter of eight hours is left'],
    ['15:12', { targetSeconds: HOURS }, 'soon', 'exactly a quarter is left'],
    ['15:11', { targetSeconds: HOURS }, 'on-time', 'a minute more than a quarter is left'],
    ['16:41', {}, 'on-time', 'without a target, half an hour is the measure'],
    ['16:43', {}, 'soon', 'without a target, half an hour is the measure'],
    ['14:00', { targetSeconds: HOURS, soonShare: 0.5 }, 'soon', 'the policy sets its own share'],
    ['17:12', { targetSeconds: HOURS }, 'soon', 'the deadline itself is still in time'],
    ['17:13', { targetSeconds: HOURS }, 'over', 'a minute past the deadline'],
    ['23:00', { targetSeconds: HOURS, pausedMs: at('10:00') }, 'paused', 'a paused clock does not move'],
    ['23:00', { targetSeconds: HOURS, endedMs: at('17:12') }, 'met', 'it was kept to the minute'],
    ['23:00', { targetSeconds: HOURS, endedMs: at('17:13') }, 'missed', 'it was kept a minute late'],
  ])('at %s with %o is %s, because %s', (now, promise, expected) => {
    expect(promiseState({ dueMs: at('17:12'), ...promise }, at(now)).kind).toBe(expected)
  })
})

describe('the clock on the screen', () => {
  afterEach(() => freezeNow(undefined))

  it.each<[string, Partial<SlaClockProps>, string, string]>([
    ['10:31', {}, '6:41 left', 'chip neutral outlined'],
    ['16:54', {}, '0:18 left', 'chip warn'],
    ['17:47', {}, '+0:35', 'chip bad solid'],
    ['17:47', { form: 'compact' }, '+0:35', 'chip bad'],
    ['10:31', { form: 'compact' }, '6:41', 'chip neutral outlined'],
    ['10:31', { pausedAt: at('10:00') }, 'paused', 'chip neutral'],
    ['10:31', { endedAt: at('10:00') }, 'met', 'chip ok'],
  ])('at %s with %o reads "%s"', async (now, props, words, looks) => {
    freezeNow(at(now))
    const page = await show(<SlaClock dueAt={at('17:12')} targetSeconds={HOURS} {...props} />)
    expect(page.text()).toBe(words)
    expect(page.find('.chip').className).toBe(looks)
    await page.close()
  })

  it('says in Chinese what is left before the figure', async () => {
    freezeNow(at('10:31'))
    const page = await show(<SlaClock dueAt={at('17:12')} targetSeconds={HOURS} />, { locale: 'zh-CN' })
    expect(page.text()).toBe('剩 6:41')
    await page.close()
  })
})

describe('the track of the clock that decides', () => {
  const promise = { startedAt: at('09:12'), dueAt: at('17:12') }

  it('runs from the start to the deadline', () => {
    const track = trackOf({ ...promise, nowMs: at('13:12'), expectedAt: at('15:12') })
    expect([track.now, track.expected, track.due]).toEqual([0.5, 0.75, 1])
  })

  it('runs on to the expected end when that is later than the deadline', () => {
    const track = trackOf({ ...promise, nowMs: at('13:12'), expectedAt: at('19:12') })
    expect([track.now, track.due, track.expected]).toEqual([0.4, 0.8, 1])
  })

  it('places pauses where they were', () => {
    const pauses = [{ from: at('11:12'), to: at('13:12') }]
    expect(trackOf({ ...promise, pauses, nowMs: at('15:12') }).pauses).toEqual([{ from: 0.25, to: 0.5 }])
  })
})
