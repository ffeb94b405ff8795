import { expect, test } from 'vitest'
import { bill, creditsOf, event, linesOf, problemsOf, subscribe, usage } from './story.ts'

const each = { model: 'standard', unitPrice: '1' }
const meters = { meter: { aggregation: 'sum' } }
const actions = [subscribe('2026-04-01')]
const graduated = {
  model: 'graduated',
  tiers: [
    { upTo: 100, unitPrice: '1' },
    { upTo: null, unitPrice: '0.5' },
  ],
}

function billed(pricing: Record<string, unknown>, events: unknown[], more: Record<string, unknown> = {}) {
  const {
    meter = meters.meter,
    charge = {},
    plan = {},
    until = '2026-05-01',
    ...rest
  } = more as Record<string, Record<string, unknown>>
  const plans = { plan: usage(pricing, charge, plan) }
  return bill({ meters: { meter }, plans, actions, events, ...rest }, until as unknown as string)
}

test('a period is priced as a whole, and every line names its events', () => {
  const result = billed(graduated, [event('a', '2026-04-02', 80), event('b', '2026-04-30T23:59:59', 40)])
  expect(linesOf(result)).toEqual(['2026-05-01 use 2026-04-01/2026-05-01 120 110.00'])
  expect(result.invoices[0]!.lines[0]!.evidence).toMatchObject({ events: ['a', 'b'], spans: ['action-1:use'] })
})

test('the midnight of the customer parts the periods', () => {
  const events = [event('in', '2026-04-30T15:59:59.999Z', 1), event('out', '2026-04-30T16:00:00Z', 10)]
  expect(linesOf(billed(each, events, { until: '2026-06-01' }))).toEqual([
    '2026-05-01 use 2026-04-01/2026-05-01 1 1.00',
    '2026-06-01 use 2026-05-01/2026-06-01 10 10.00',
  ])
})

test('an event that comes again counts once, for ever, by source and id', () => {
  const again = event('a', '2026-04-02', 80)
  const result = billed(each, [again, again, { ...again, source: 'other' }, { ...again, at: '2026-04-20', value: 7 }])
  expect(linesOf(result)).toEqual(['2026-05-01 use 2026-04-01/2026-05-01 160 160.00'])
  expect(result.duplicateEvents).toEqual(['a', 'a'])
})

test('a late event is priced in the period it belongs to', () => {
  const late = event('late', '2026-04-20', 50, { received: '2026-05-20' })
  const result = billed(graduated, [event('a', '2026-04-02', 80), late], { until: '2026-06-01' })
  // 20 more at 1.00 and 30 at 0.50.
  expect(linesOf(result)).toEqual([
    '2026-05-01 use 2026-04-01/2026-05-01 80 80.00',
    '2026-06-01 use 2026-04-01/2026-05-01 50 35.00',
    '2026-06-01 use 2026-05-01/2026-06-01 0 0.00',
  ])
  expect(result.invoices[1]!.lines[0]).toMatchObject({ correction: true, evidence: { events: ['late'] } })
})

test('usage that is withdrawn late is credited in its period', () => {
  const late = event('undo', '2026-04-20', -30, { received: '2026-05-20' })
  const result = billed(graduated, [event('a', '2026-04-02', 120), late], { until: '2026-06-01' })
  expect(creditsOf(result)).toEqual(['2026-06-01 use 2026-04-01/2026-05-01 20.00'])
})

test('late usage of a subscription that has ended is billed on its next date', () => {
  const ended = [...actions, { do: 'terminate', at: '2026-04-20' }]
  const late = event('late', '2026-04-10', 50, { received: '2026-06-20' })
  const result = billed(each, [event('a', '2026-04-02', 80), late], { actions: ended, until: '2026-12-31' })
  expect(linesOf(result)).toEqual([
    '2026-04-21 use 2026-04-01/2026-04-21 80 80.00',
    '2026-07-01 use 2026-04-01/2026-04-21 50 50.00',
  ])
})

test('after an upgrade the tiers of the new plan begin anew', () => {
  const plans = { plan: usage(graduated), large: usage(graduated) }
  const changed = [...actions, { do: 'change', at: '2026-04-16', plan: 'large', when: 'now' }]
  const events = [event('a', '2026-04-02', 120), event('b', '2026-04-20', 120)]
  expect(linesOf(bill({ meters, plans, actions: changed, events }, '2026-05-01'))).toEqual([
    '2026-04-16 use 2026-04-01/2026-04-16 120 110.00',
    '2026-05-01 use 2026-04-16/2026-05-01 120 110.00',
  ])
})

test('the price of nothing: the first flat fee is owed, a zero is not invoiced alone', () => {
  const flat = { model: 'graduated', tiers: [{ upTo: 100, unitPrice: '1', flatFee: '9' }] }
  expect(linesOf(billed(flat, []))).toEqual(['2026-05-01 use 2026-04-01/2026-05-01 0 9.00'])
  expect(billed(each, []).invoices).toEqual([])
})

test('a minimum is promised for whole periods, a part owes its days', () => {
  const least = { ...each, minimum: '300' }
  const ended = [...actions, { do: 'terminate', at: '2026-04-10' }]
  expect(linesOf(billed(least, [event('a', '2026-04-02', 80)], { actions: ended }))).toEqual([
    '2026-04-11 use 2026-04-01/2026-04-11 80 100.00',
  ])
})

test('a promise to spend: trued up, and dearer beyond, a part of a period promises its days', () => {
  const promise = { ...each, commitment: { amount: '300', overageFactor: '2' } }
  expect(linesOf(billed(promise, [event('a', '2026-04-02', 80)]))[0]).toContain(' 300.00')
  expect(linesOf(billed(promise, [event('a', '2026-04-02', 310)]))[0]).toContain(' 320.00')
  const ended = [...actions, { do: 'terminate', at: '2026-04-10' }]
  expect(linesOf(billed(promise, [event('a', '2026-04-02', 110)], { actions: ended }))[0]).toContain(' 120.00')
})

test('a level weighted by time, carried into the next period', () => {
  const events = [event('a', '2026-04-01', 10), event('b', '2026-04-16', 40)]
  const result = billed(each, events, { meter: { aggregation: 'timeWeighted' }, until: '2026-06-01' })
  expect(linesOf(result)).toEqual([
    '2026-05-01 use 2026-04-01/2026-05-01 25 25.00',
    '2026-06-01 use 2026-05-01/2026-06-01 40 40.00',
  ])
  expect(result.invoices[1]!.lines[0]!.evidence.events).toEqual(['b'])
})

test('a level in a part of a period counts for its share of the whole', () => {
  const ended = [...actions, { do: 'terminate', at: '2026-04-15' }]
  const more = { meter: { aggregation: 'timeWeighted' }, actions: ended }
  expect(linesOf(billed(each, [event('a', '2026-04-01', 40)], more))).toEqual([
    '2026-04-16 use 2026-04-01/2026-04-16 20 20.00',
  ])
})

test('the 95th percentile of windows', () => {
  const meter = { aggregation: 'percentile', percentile: 95, window: 'P1D', windowAggregation: 'max' }
  const days = Array.from({ length: 30 }, (_, day) =>
    event(`${day}`, `2026-04-${String(day + 1).padStart(2, '0')}`, day + 1),
  )
  // Rank 29 of 30.
  expect(linesOf(billed(each, days, { meter }))).toEqual(['2026-05-01 use 2026-04-01/2026-05-01 29 29.00'])
})

test('the average of days: a missing day takes the day before and is marked as estimated', () => {
  const meter = { aggregation: 'average', window: 'P1D', windowAggregation: 'max', missing: 'copy' }
  const pricing = {
    model: 'committed',
    base: 80,
    buffer: 20,
    cap: '85%',
    bands: [
      { upTo: 80, unitPrice: 10 },
      { upTo: null, unitPrice: 12 },
    ],
  }
  const events = [event('a', '2026-03-20', 82), event('b', '2026-04-11', 80), event('c', '2026-04-21', 90)]
  const result = billed(pricing, events, { meter, actions: [subscribe('2026-04-01')] })
  // Ten days of 82, 80 and 90 each.
  expect(linesOf(result)).toEqual(['2026-05-01 use 2026-04-01/2026-05-01 84 848.00'])
  expect(result.invoices[0]!.lines[0]).toMatchObject({ estimatedWindows: 28 })
})

test('reserved capacity owes the days of a part of a period', () => {
  const pricing = { model: 'committed', base: 80, bands: [{ upTo: null, unitPrice: 10 }] }
  expect(linesOf(billed(pricing, [], { actions: [subscribe('2026-04-16')], plan: { alignment: 'calendar' } }))).toEqual(
    ['2026-05-01 use 2026-04-16/2026-05-01 0 400.00'],
  )
})

test('each window has its own minimum', () => {
  const meter = { aggregation: 'sum', window: 'P1D' }
  const pricing = { ...each, minimum: '5' }
  const events = [event('a', '2026-04-02', 3), event('b', '2026-04-02', 4), event('c', '2026-04-05', 2)]
  // 7 on one day, 5 on each of the 29 others.
  expect(linesOf(billed(pricing, events, { meter, charge: { perWindow: true } }))).toEqual([
    '2026-05-01 use 2026-04-01/2026-05-01 9 152.00',
  ])
})

test('filters choose events, groups are priced one by one', () => {
  const of = (id: string, value: number, region: string) => event(id, '2026-04-02', value, { properties: { region } })
  const events = [of('a', 120, 'eu'), of('b', 120, 'us'), of('c', 7, 'cn')]
  const charge = { where: { region: ['eu', 'us'] }, groupBy: ['region'] }
  const lines = billed(graduated, events, { charge }).invoices[0]!.lines
  expect(lines.map(({ name, amount }) => [name, amount])).toEqual([
    ['use · eu', '110.00'],
    ['use · us', '110.00'],
  ])
})

test('payments by percentage are charged in the order of their time', () => {
  const pricing = { model: 'percentage', ratePercent: '2', fixedPerEvent: '0.5', freeUnits: '100' }
  const events = [event('late', '2026-04-01', 80, { received: '2026-04-20' }), event('b', '2026-04-02', 50)]
  expect(linesOf(billed(pricing, events))).toEqual(['2026-05-01 use 2026-04-01/2026-05-01 130 1.10'])
  expect(
    problemsOf({ meters, plans: { plan: usage(pricing) }, actions, events: [event('x', '2026-04-01', -1)] }),
  ).toEqual(['/events "x" is negative, but is charged by percentage'])
})

test('thresholds bill as they are passed, and the end of the period bills the rest', () => {
  const plan = { progressive: { thresholds: ['50', '100'], recurring: '100' } }
  const events = [30, 30, 30, 30, 90].map((value, day) => event(`${day}`, `2026-04-0${day + 2}`, value))
  const result = billed(each, [...events, event('last', '2026-04-20', 5)], { plan })
  expect(linesOf(result)).toEqual([
    '2026-04-03 use 2026-04-01/2026-05-01 60 60.00',
    '2026-04-05 use 2026-04-01/2026-05-01 60 60.00',
    '2026-04-06 use 2026-04-01/2026-05-01 90 90.00',
    '2026-05-01 use 2026-04-01/2026-05-01 5 5.00',
  ])
  expect(result.invoices[3]!.lines[0]!.evidence.events).toEqual(['last'])
})

test('usage in advance is billed as it arrives', () => {
  const charge = { timing: 'advance' }
  const events = [event('a', '2026-04-02', 90), event('b', '2026-04-05', 30)]
  expect(linesOf(billed(graduated, events, { charge }))).toEqual([
    '2026-04-02 use 2026-04-01/2026-05-01 90 90.00',
    '2026-04-05 use 2026-04-01/2026-05-01 30 20.00',
  ])
})

test('a plan comes to its minimum: what is missing is billed at the end, by days in a part', () => {
  const ended = [...actions, { do: 'terminate', at: '2026-05-10' }]
  const plan = { minimum: '310' }
  const events = [event('a', '2026-04-02', 80), event('late', '2026-04-03', 30, { received: '2026-05-05' })]
  const result = billed(each, events, { plan, actions: ended, until: '2026-06-01' })
  expect(linesOf(result)).toEqual([
    '2026-05-01 use 2026-04-01/2026-05-01 80 80.00',
    '2026-05-01 minimum 2026-04-01/2026-05-01 - 230.00',
    '2026-05-11 use 2026-04-01/2026-05-01 30 30.00',
    '2026-05-11 use 2026-05-01/2026-05-11 0 0.00',
    '2026-05-11 minimum 2026-05-01/2026-05-11 - 100.00',
  ])
  expect(creditsOf(result)).toEqual(['2026-05-11 minimum 2026-04-01/2026-05-01 30.00'])
})

test('a charge may be billed more often than the fee of its plan', () => {
  const charges = [
    { kind: 'recurring', code: 'fee', price: '1200' },
    { kind: 'usage', code: 'use', meter: 'meter', price: '1', interval: 'month' },
  ]
  const plans = { plan: { interval: 'year', charges } }
  const result = bill(
    { meters, plans, actions, events: [event('a', '2026-04-02', 3), event('b', '2026-05-02', 4)] },
    '2026-06-01',
  )
  expect(linesOf(result)).toEqual([
    '2026-04-01 fee 2026-04-01/2027-04-01 1 1200.00',
    '2026-05-01 use 2026-04-01/2026-05-01 3 3.00',
    '2026-06-01 use 2026-05-01/2026-06-01 4 4.00',
  ])
})

test('events that no subscription prices are shown, not lost', () => {
  const early = event('early', '2026-03-31', 5)
  expect(billed(each, [early]).outsideEvents).toEqual(['early'])
})
