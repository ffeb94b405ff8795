import { expect, test } from 'vitest'
import { problemsOf, seats, subscribe, usage } from './story.ts'

const start = subscribe('2026-04-01')
const plans = { plan: seats('30') }

test('every problem of a file is listed with its place', () => {
  const given = {
    currency: 'XYZ1',
    customer: { timeZone: '+08:00', netDays: -1 },
    taxes: { vat: { ratePercent: 'six' } },
    meters: { meter: { aggregation: 'percentile' } },
    plans: {
      plan: {
        charges: [
          { kind: 'recurring', code: 'seat' },
          { kind: 'fee', code: 'x' },
        ],
        colour: 'red',
      },
    },
    coupons: { odd: { percent: '10', amount: '5' } },
    actions: [
      { ...start, at: '2026-02-30' },
      { do: 'dance', at: '2026-01-01' },
      { do: 'pause', at: '2026-04-01T25:00' },
    ],
    events: [{ id: '', meter: 'meter', at: 'yesterday', value: 'NaN' }],
  }
  const problems = problemsOf(given)
  const places = problems.map((problem) => problem.slice(0, problem.indexOf(' ')))
  expect(places).toEqual([
    '/currency',
    '/customer/timeZone',
    '/customer/netDays',
    '/taxes/vat/ratePercent',
    '/meters/meter/percentile',
    '/plans/plan/charges/0',
    '/plans/plan/charges/1/kind',
    '/plans/plan/colour',
    '/coupons/odd',
    '/actions/0/at',
    '/actions/1/do',
    '/actions/2/at',
    '/events/0/id',
    '/events/0/at',
    '/events/0/value',
  ])
})

test('names that stand for nothing, and other currencies', () => {
  const given = {
    customer: { taxes: ['gst'] },
    plans: {
      plan: usage({ model: 'standard', unitPrice: '1', currency: 'USD' }),
      other: { ...seats('1', { taxes: ['x'] }), currency: 'EUR' },
    },
    coupons: { off: { amount: '1', currency: 'JPY' } },
    actions: [
      { ...start, plan: 'none', coupons: ['gone'] },
      { do: 'terminate', at: '2026-05-01', subscription: 'b' },
      { do: 'topUp', at: '2026-05-01', wallet: 'w', amount: '1' },
    ],
    events: [{ id: 'a', meter: 'nothing', at: '2026-04-01', value: 1, subscription: 'c' }],
  }
  expect(problemsOf(given)).toEqual([
    '/customer/taxes/0 "gst" is not a known tax',
    '/plans/plan/charges/0/pricing/currency is USD, but the scenario is in CNY',
    '/plans/plan/charges/0/meter "meter" is not a known meter',
    '/plans/other/currency is EUR, but the scenario is in CNY',
    '/plans/other/charges/0/taxes/0 "x" is not a known tax',
    '/coupons/off/currency is JPY, but the scenario is in CNY',
    '/actions/0/plan "none" is not known',
    '/actions/0/coupons/0 "gone" is not a known coupon',
    '/actions/1/subscription "b" is not known',
    '/actions/2/wallet "w" is not known',
    '/events/0/subscription "c" is not known',
    '/events/0/meter is not a known meter',
  ])
})

test('actions that are not possible where they stand', () => {
  const actions = [
    { do: 'pause', at: '2026-03-01' },
    start,
    { ...start, at: '2026-04-02' },
    { do: 'resume', at: '2026-04-03' },
    { do: 'setQuantity', at: '2026-04-04', charge: 'desk', quantity: 1 },
    { do: 'terminate', at: '2026-04-05' },
    { do: 'change', at: '2026-04-06', plan: 'plan' },
  ]
  expect(problemsOf({ plans, actions })).toEqual([
    '/actions/0 subscription "main" has not begun',
    '/actions/2 subscription "main" is running already',
    '/actions/3 subscription "main" is not paused',
    '/actions/4 the plan has no recurring charge "desk"',
    '/actions/6 subscription "main" has ended',
  ])
})

test.each([
  ['2026-13-01', '/until is not a date YYYY-MM-DD'],
  ['2099-01-01', '/until is more than 50 years ahead'],
])('until %s', (until, problem) => {
  expect(problemsOf({ plans, actions: [start] }, until)).toEqual([problem])
})

test('a measured property that is not there', () => {
  const meters = { meter: { aggregation: 'sum', field: 'gb' } }
  const events = [{ id: 'a', meter: 'meter', at: '2026-04-01', properties: { GB: 3 } }]
  expect(
    problemsOf({ meters, plans: { plan: usage({ model: 'standard', unitPrice: '1' }) }, actions: [start], events }),
  ).toEqual(['/events/0/properties/gb is missing'])
})
