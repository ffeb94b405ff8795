import { expect, test } from 'vitest'
import { bill, creditsOf, linesOf, seats, subscribe } from './story.ts'

test('in advance, months from the anchor: 31 January, 28 February, 31 March', () => {
  const billed = bill({ plans: { plan: seats('100') }, actions: [subscribe('2026-01-31')] }, '2026-04-01')
  expect(linesOf(billed)).toEqual([
    '2026-01-31 seat 2026-01-31/2026-02-28 1 100.00',
    '2026-02-28 seat 2026-02-28/2026-03-31 1 100.00',
    '2026-03-31 seat 2026-03-31/2026-04-30 1 100.00',
  ])
})

test('in arrears the invoice is of the day on which the period is over', () => {
  const plans = { plan: seats('100', { timing: 'arrears' }) }
  expect(linesOf(bill({ plans, actions: [subscribe('2026-01-31')] }, '2026-03-30'))).toEqual([
    '2026-02-28 seat 2026-01-31/2026-02-28 1 100.00',
  ])
})

test('the calendar prorates the first period over the whole month', () => {
  const plans = { plan: seats('310', {}, { alignment: 'calendar' }) }
  expect(linesOf(bill({ plans, actions: [subscribe('2026-01-22')] }, '2026-02-28'))).toEqual([
    '2026-01-22 seat 2026-01-22/2026-02-01 1 100.00',
    '2026-02-01 seat 2026-02-01/2026-03-01 1 310.00',
  ])
})

test('a given anchor: 14 of the 28 days to bill day 31', () => {
  const actions = [subscribe('2026-02-14', { anchor: '2026-01-31' })]
  expect(linesOf(bill({ plans: { plan: seats('100') }, actions }, '2026-03-01'))[0]).toBe(
    '2026-02-14 seat 2026-02-14/2026-02-28 1 50.00',
  )
})

test.each([
  ['week', ['2026-01-01', '2026-01-08', '2026-01-15']],
  ['quarter', ['2026-01-01', '2026-04-01', '2026-07-01']],
  ['semiannual', ['2026-01-01', '2026-07-01', '2027-01-01']],
  ['year', ['2026-01-01', '2027-01-01', '2028-01-01']],
])('a %s', (interval, dates) => {
  const plans = { plan: seats('100', {}, { interval }) }
  const billed = bill({ plans, actions: [subscribe('2026-01-01')] }, dates[2])
  expect(billed.invoices.map(({ date }) => date)).toEqual(dates)
})

test('a quarter is prorated over all of its days', () => {
  const plans = { plan: seats('910', {}, { interval: 'quarter', alignment: 'calendar' }) }
  // 42 of the 91 days of the second quarter.
  expect(linesOf(bill({ plans, actions: [subscribe('2026-05-20')] }, '2026-06-01'))).toEqual([
    '2026-05-20 seat 2026-05-20/2026-07-01 1 420.00',
  ])
})

test('three seats added in the middle are billed at once for their days, then with the others', () => {
  const actions = [
    subscribe('2026-04-01', { quantities: { seat: 120 } }),
    { do: 'setQuantity', at: '2026-04-16', charge: 'seat', quantity: 123 },
  ]
  expect(linesOf(bill({ plans: { plan: seats('30') }, actions }, '2026-05-01'))).toEqual([
    '2026-04-01 seat 2026-04-01/2026-05-01 120 3600.00',
    '2026-04-16 seat 2026-04-16/2026-05-01 3 45.00',
    '2026-05-01 seat 2026-05-01/2026-06-01 123 3690.00',
  ])
})

test('in arrears: 120 all month, and 3 from the middle', () => {
  const plans = { plan: seats('30', { timing: 'arrears' }) }
  const actions = [
    subscribe('2026-04-01', { quantities: { seat: 120 } }),
    { do: 'setQuantity', at: '2026-04-16', charge: 'seat', quantity: 123 },
  ]
  expect(linesOf(bill({ plans, actions }, '2026-05-01'))).toEqual([
    '2026-05-01 seat 2026-04-01/2026-05-01 120 3600.00',
    '2026-05-01 seat 2026-04-16/2026-05-01 3 45.00',
  ])
})

test('fewer seats: what was paid for the rest of the month is credited', () => {
  const actions = [
    subscribe('2026-04-01', { quantities: { seat: 10 } }),
    { do: 'setQuantity', at: '2026-04-16', charge: 'seat', quantity: 8 },
    { do: 'setQuantity', at: '2026-04-26', charge: 'seat', quantity: 5, when: 'periodEnd' },
  ]
  const billed = bill({ plans: { plan: seats('30') }, actions }, '2026-05-01')
  expect(creditsOf(billed)).toEqual(['2026-04-16 seat 2026-04-16/2026-05-01 30.00'])
  expect(linesOf(billed).at(-1)).toBe('2026-05-01 seat 2026-05-01/2026-06-01 5 150.00')
  expect(billed.invoices.at(-1)).toMatchObject({
    credits: [{ creditNote: 'CN-0001', amount: '30.00' }],
    due: '120.00',
  })
})

test('the day of termination counts as used', () => {
  const actions = [subscribe('2026-04-01'), { do: 'terminate', at: '2026-04-15' }]
  const billed = bill({ plans: { plan: seats('30') }, actions })
  expect(creditsOf(billed)).toEqual(['2026-04-15 seat 2026-04-16/2026-05-01 15.00'])
  expect(billed.invoices).toHaveLength(1)
})

test('terminated in arrears, the used days are billed when the last is over', () => {
  const actions = [subscribe('2026-04-01'), { do: 'terminate', at: '2026-04-15' }]
  expect(linesOf(bill({ plans: { plan: seats('30', { timing: 'arrears' }) }, actions }))).toEqual([
    '2026-04-16 seat 2026-04-01/2026-04-16 1 15.00',
  ])
})

test('terminated at the end of the period, nothing is credited and nothing follows', () => {
  const actions = [subscribe('2026-04-01'), { do: 'terminate', at: '2026-04-15', when: 'periodEnd' }]
  const billed = bill({ plans: { plan: seats('30') }, actions })
  expect([linesOf(billed).length, billed.creditNotes.length]).toEqual([1, 0])
})

test('terminated without credit, the paid period is kept', () => {
  const actions = [subscribe('2026-04-01'), { do: 'terminate', at: '2026-04-15', credit: false }]
  const billed = bill({ plans: { plan: seats('30') }, actions })
  expect([linesOf(billed).length, billed.creditNotes.length]).toEqual([1, 0])
})

test('the date is the one on the wall of the customer, not in UTC', () => {
  const actions = [subscribe('2026-04-01'), { do: 'terminate', at: '2026-04-14T16:30:00Z' }]
  expect(creditsOf(bill({ plans: { plan: seats('30') }, actions }))).toEqual([
    '2026-04-15 seat 2026-04-16/2026-05-01 15.00',
  ])
})

const two = { plan: seats('30'), large: seats('60'), small: seats('15') }

test('an upgrade acts at once: the unused days of the old plan are credited', () => {
  const actions = [subscribe('2026-04-01'), { do: 'change', at: '2026-04-16', plan: 'large' }]
  const billed = bill({ plans: two, actions }, '2026-05-01')
  expect(linesOf(billed).slice(1)).toEqual([
    '2026-04-16 seat 2026-04-16/2026-05-01 1 30.00',
    '2026-05-01 seat 2026-05-01/2026-06-01 1 60.00',
  ])
  expect(creditsOf(billed)).toEqual(['2026-04-16 seat 2026-04-16/2026-05-01 15.00'])
  expect(billed.invoices[1]).toMatchObject({ total: '30.00', due: '15.00' })
})

test('a downgrade waits for the end of the period', () => {
  const actions = [subscribe('2026-04-01'), { do: 'change', at: '2026-04-16', plan: 'small' }]
  const billed = bill({ plans: two, actions }, '2026-05-01')
  expect(linesOf(billed)).toEqual([
    '2026-04-01 seat 2026-04-01/2026-05-01 1 30.00',
    '2026-05-01 seat 2026-05-01/2026-06-01 1 15.00',
  ])
  expect(billed.creditNotes).toEqual([])
})

test('a later upgrade cancels the downgrade that waits', () => {
  const actions = [
    subscribe('2026-04-01'),
    { do: 'change', at: '2026-04-10', plan: 'small' },
    { do: 'change', at: '2026-04-16', plan: 'large' },
  ]
  expect(linesOf(bill({ plans: two, actions }, '2026-05-01')).at(-1)).toContain('60.00')
})

test('an upgrade keeps the seats, and the anchor unless it is told otherwise', () => {
  const plans = { plan: seats('30'), large: seats('365', {}, { interval: 'year' }) }
  const upgrade = { do: 'change', at: '2026-04-16', plan: 'large', when: 'now' }
  const start = subscribe('2026-04-01', { quantities: { seat: 2 } })
  expect(linesOf(bill({ plans, actions: [start, upgrade] }, '2026-05-01'))[1]).toBe(
    '2026-04-16 seat 2026-04-16/2027-04-01 2 700.00',
  )
  expect(linesOf(bill({ plans, actions: [start, { ...upgrade, anchor: 'reset' }] }, '2026-05-01'))[1]).toBe(
    '2026-04-16 seat 2026-04-16/2027-04-16 2 730.00',
  )
})

test('a trial: fees begin when it is over, on the cycle of the first day or of its end', () => {
  const actions = [subscribe('2026-04-01')]
  const trial = seats('30', {}, { trialDays: 15 })
  expect(linesOf(bill({ plans: { plan: trial }, actions }, '2026-05-01'))).toEqual([
    '2026-04-16 seat 2026-04-16/2026-05-01 1 15.00',
    '2026-05-01 seat 2026-05-01/2026-06-01 1 30.00',
  ])
  const moved = bill({ plans: { plan: { ...trial, anchorAfterTrial: true } }, actions }, '2026-05-01')
  expect(linesOf(moved)).toEqual(['2026-04-16 seat 2026-04-16/2026-05-16 1 30.00'])
})

test('terminated in the trial, nothing was ever owed', () => {
  const actions = [subscribe('2026-04-01'), { do: 'terminate', at: '2026-04-10' }]
  expect(bill({ plans: { plan: seats('30', {}, { trialDays: 15 }) }, actions }).invoices).toEqual([])
})

test('a pause credits its days, and the day of resuming is charged again', () => {
  const actions = [subscribe('2026-04-01'), { do: 'pause', at: '2026-04-11' }, { do: 'resume', at: '2026-05-22' }]
  const billed = bill({ plans: { plan: seats('31') }, actions }, '2026-06-01')
  expect(creditsOf(billed)).toEqual(['2026-04-11 seat 2026-04-11/2026-05-01 20.67'])
  expect(linesOf(billed).slice(1)).toEqual([
    '2026-05-22 seat 2026-05-22/2026-06-01 1 10.00',
    '2026-06-01 seat 2026-06-01/2026-07-01 1 31.00',
  ])
})

test('a fee that is not prorated is owed whole for any day, and not given back', () => {
  const plans = { plan: seats('30', { proration: 'none' }, { alignment: 'calendar' }) }
  const actions = [subscribe('2026-04-20'), { do: 'terminate', at: '2026-04-25' }]
  const billed = bill({ plans, actions })
  expect(linesOf(billed)).toEqual(['2026-04-20 seat 2026-04-01/2026-05-01 1 30.00'])
  expect(billed.creditNotes).toEqual([])
})

test('an action that was entered late corrects what was billed in between', () => {
  const actions = [subscribe('2026-04-01'), { do: 'terminate', at: '2026-04-15', recorded: '2026-06-10' }]
  const billed = bill({ plans: { plan: seats('30') }, actions })
  expect(linesOf(billed)).toHaveLength(3)
  expect(creditsOf(billed)).toEqual([
    '2026-06-10 seat 2026-04-16/2026-05-01 15.00',
    '2026-06-10 seat 2026-05-01/2026-06-01 30.00',
    '2026-06-10 seat 2026-06-01/2026-07-01 30.00',
  ])
})

test('half a cent goes up on the line and on the credit', () => {
  const actions = [subscribe('2026-04-01'), { do: 'terminate', at: '2026-04-15' }]
  expect(creditsOf(bill({ plans: { plan: seats('10.01') }, actions }))).toEqual([
    '2026-04-15 seat 2026-04-16/2026-05-01 5.01',
  ])
})

test('tiers of seats: more seats cost what they add', () => {
  const pricing = {
    model: 'graduated',
    tiers: [
      { upTo: 100, unitPrice: '30' },
      { upTo: null, unitPrice: '15' },
    ],
  }
  const plans = { plan: { charges: [{ kind: 'recurring', code: 'seat', pricing }] } }
  const actions = [
    subscribe('2026-04-01', { quantities: { seat: 98 } }),
    { do: 'setQuantity', at: '2026-04-16', charge: 'seat', quantity: 104 },
  ]
  expect(linesOf(bill({ plans, actions }, '2026-04-30'))).toEqual([
    '2026-04-01 seat 2026-04-01/2026-05-01 98 2940.00',
    '2026-04-16 seat 2026-04-16/2026-05-01 6 60.00',
  ])
})

test('several subscriptions of a customer share an invoice', () => {
  const actions = [subscribe('2026-04-01', { subscription: 'a' }), subscribe('2026-04-01', { subscription: 'b' })]
  const [first] = bill({ plans: { plan: seats('30') }, actions }, '2026-04-30').invoices
  expect(first!.lines.map(({ subscription }) => subscription)).toEqual(['a', 'b'])
  expect(first!.total).toBe('60.00')
})

test('a term ends by itself, begins again, or goes on freely', () => {
  const of = (atEnd: string) => seats('30', {}, { term: { months: 2, atEnd, earlyTermination: { amount: '99' } } })
  const actions = [subscribe('2026-01-01'), { do: 'terminate', at: '2026-03-31' }]
  expect(linesOf(bill({ plans: { plan: of('end') }, actions: actions.slice(0, 1) }))).toHaveLength(2)
  expect(linesOf(bill({ plans: { plan: of('renew') }, actions })).at(-1)).toBe(
    '2026-03-31 earlyTermination 2026-03-31/2026-04-01 - 99.00',
  )
  expect(linesOf(bill({ plans: { plan: of('continue') }, actions }))).toHaveLength(3)
})

test('an early end costs a share of the fees that remain', () => {
  const term = { months: 12, earlyTermination: { remainingPercent: '50' } }
  const actions = [subscribe('2026-01-01', { quantities: { seat: 10 } }), { do: 'terminate', at: '2026-04-15' }]
  // 15 of 30 days of April and eight months of 300.00, of which half.
  expect(linesOf(bill({ plans: { plan: seats('30', {}, { term }) }, actions })).at(-1)).toBe(
    '2026-04-15 earlyTermination 2026-04-15/2026-04-16 - 1275.00',
  )
})

test('setting up is charged once', () => {
  const plan = { charges: [{ kind: 'once', code: 'setup', price: '500' }, ...seats('30').charges] }
  expect(linesOf(bill({ plans: { plan }, actions: [subscribe('2026-04-01')] }, '2026-05-01'))).toEqual([
    '2026-04-01 seat 2026-04-01/2026-05-01 1 30.00',
    '2026-04-01 setup 2026-04-01/2026-04-02 1 500.00',
    '2026-05-01 seat 2026-05-01/2026-06-01 1 30.00',
  ])
})
