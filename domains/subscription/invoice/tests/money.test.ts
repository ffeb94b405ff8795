import { expect, test } from 'vitest'
import { bill, creditsOf, linesOf, problemsOf, seats, subscribe } from './story.ts'

const vat = { customer: { taxes: ['vat'] }, taxes: { vat: { ratePercent: '6' }, city: { ratePercent: '0.72' } } }
const start = subscribe('2026-04-01')

function discounts(result: ReturnType<typeof bill>) {
  return result.invoices.map(({ discount }) => discount)
}

test('tax is rounded on each line, and the tax of an invoice is their sum', () => {
  const charges = ['a', 'b', 'c'].map((code) => ({ kind: 'recurring', code, price: '0.09' }))
  const [first] = bill({ ...vat, plans: { plan: { charges } }, actions: [start] }, '2026-04-01').invoices
  // 0.0054 each is 0.01; of the sum it would be 0.02.
  expect(first).toMatchObject({ net: '0.27', tax: '0.03', total: '0.30' })
})

test('several taxes on a line, and a charge with its own', () => {
  const charges = [
    { kind: 'recurring', code: 'a', price: '100', taxes: ['vat', 'city'] },
    { kind: 'recurring', code: 'b', price: '100', taxes: [] },
  ]
  const [first] = bill({ ...vat, plans: { plan: { charges } }, actions: [start] }, '2026-04-01').invoices
  expect(first!.lines.map(({ tax }) => tax)).toEqual(['6.72', '0.00'])
})

test('prices that include the tax: net and tax add up to what was agreed', () => {
  const customer = { taxes: ['vat'], pricesIncludeTax: true }
  const [first] = bill({ ...vat, customer, plans: { plan: seats('100') }, actions: [start] }, '2026-04-01').invoices
  expect(first).toMatchObject({ subtotal: '100.00', net: '94.34', tax: '5.66', total: '100.00' })
})

test('a credit carries the tax of its days, and all credits of a line are never more than the line', () => {
  const actions = [
    subscribe('2026-04-01', { quantities: { seat: 3 } }),
    { do: 'setQuantity', at: '2026-04-11', charge: 'seat', quantity: 2 },
    { do: 'setQuantity', at: '2026-04-12', charge: 'seat', quantity: 1 },
    { do: 'terminate', at: '2026-04-20', recorded: '2026-04-25' },
  ]
  const { invoices, creditNotes } = bill({ ...vat, plans: { plan: seats('9.99') }, actions })
  expect(invoices[0]).toMatchObject({ net: '29.97', tax: '1.80', total: '31.77' })
  expect(creditNotes.map(({ net, tax, total }) => [net, tax, total])).toEqual([
    ['6.66', '0.40', '7.06'],
    ['6.33', '0.38', '6.71'],
    ['3.33', '0.20', '3.53'],
  ])
})

test('a backdated end gives back every cent of what was billed', () => {
  const actions = [start, { do: 'pause', at: '2026-04-01', recorded: '2026-04-20' }]
  const customer = { taxes: ['vat'], credit: 'refund' }
  const { invoices, creditNotes } = bill({ ...vat, customer, plans: { plan: seats('10.01') }, actions }, '2026-04-30')
  expect(invoices[0]!.total).toBe('10.61')
  expect(creditNotes[0]).toMatchObject({ total: '10.61', refund: true, balance: '0.00' })
})

test('a coupon in percent is rounded once and shared among the lines', () => {
  const charges = ['a', 'b', 'c'].map((code) => ({ kind: 'recurring', code, price: '0.35' }))
  const coupons = { ten: { percent: '10', duration: 'forever' } }
  const given = { ...vat, coupons, plans: { plan: { charges } }, actions: [{ ...start, coupons: ['ten'] }] }
  const [first] = bill(given, '2026-04-01').invoices
  expect(first).toMatchObject({ subtotal: '1.05', discount: '0.11', net: '0.94', tax: '0.06' })
  expect(first!.lines.map(({ net }) => net)).toEqual(['0.31', '0.31', '0.32'])
})

test('once, for some periods, for ever', () => {
  const of = (duration: unknown) => {
    const coupons = { off: { amount: '4', duration } }
    const given = { coupons, plans: { plan: seats('10') }, actions: [{ ...start, coupons: ['off'] }] }
    return discounts(bill(given, '2026-07-01'))
  }
  expect(of('once')).toEqual(['4.00', '0.00', '0.00', '0.00'])
  expect(of({ periods: 2 })).toEqual(['4.00', '4.00', '0.00', '0.00'])
  expect(of('forever')).toEqual(['4.00', '4.00', '4.00', '4.00'])
})

test('a fixed amount is at most the invoice; what is left of it may carry over', () => {
  const of = (carry: boolean) => {
    const coupons = { off: { amount: '25', carry } }
    const given = { coupons, plans: { plan: seats('10') }, actions: [{ ...start, coupons: ['off'] }] }
    return discounts(bill(given, '2026-07-01'))
  }
  expect(of(false)).toEqual(['10.00', '0.00', '0.00', '0.00'])
  expect(of(true)).toEqual(['10.00', '10.00', '5.00', '0.00'])
})

test('coupons act in the order in which they were applied, on what is left, on the charges that they name', () => {
  const coupons = { ten: { percent: '10', duration: 'forever' }, five: { amount: '5', charges: ['b'] } }
  const charges = ['a', 'b'].map((code) => ({ kind: 'recurring', code, price: '50' }))
  const actions = [
    start,
    { do: 'applyCoupon', at: '2026-04-10', coupon: 'five' },
    { do: 'applyCoupon', at: '2026-04-11', coupon: 'ten' },
  ]
  const last = bill({ coupons, plans: { plan: { charges } }, actions }, '2026-05-01').invoices[1]!
  expect(last.lines.map(({ net }) => net)).toEqual(['45.00', '40.50'])
})

test('a credit gives back the discounted price', () => {
  const coupons = { half: { percent: '50' } }
  const actions = [
    { ...start, coupons: ['half'] },
    { do: 'terminate', at: '2026-04-15' },
  ]
  const [note] = bill({ ...vat, coupons, plans: { plan: seats('30') }, actions }).creditNotes
  expect(note).toMatchObject({ net: '7.50', tax: '0.45', total: '7.95' })
})

test('wallets pay by priority, then by the earlier end; what has expired pays nothing', () => {
  const actions = [
    { do: 'topUp', at: '2026-03-01', wallet: 'paid', amount: '50' },
    { do: 'topUp', at: '2026-03-01', wallet: 'gift', amount: '8', expires: '2026-06-01' },
    { do: 'topUp', at: '2026-03-02', wallet: 'gift', amount: '4', expires: '2026-05-01' },
    { do: 'topUp', at: '2026-03-02', wallet: 'gift', amount: '7', expires: '2026-04-01' },
    start,
  ]
  const wallets = { paid: {}, gift: { priority: 1 } }
  const result = bill({ ...vat, wallets, plans: { plan: seats('10') }, actions }, '2026-06-01')
  expect(result.invoices.map(({ payments, due }) => [payments, due])).toEqual([
    [[{ wallet: 'gift', amount: '10.60' }], '0.00'],
    [
      [
        { wallet: 'gift', amount: '1.40' },
        { wallet: 'paid', amount: '9.20' },
      ],
      '0.00',
    ],
    [[{ wallet: 'paid', amount: '10.60' }], '0.00'],
  ])
  expect(result.wallets).toEqual([
    { wallet: 'paid', balance: '30.20', expired: '0.00' },
    { wallet: 'gift', balance: '0.00', expired: '7.00' },
  ])
})

test('a wallet may pay for some charges only', () => {
  const charges = ['a', 'b'].map((code) => ({ kind: 'recurring', code, price: '10' }))
  const actions = [{ do: 'topUp', at: '2026-03-01', wallet: 'gift', amount: '50' }, start]
  const [first] = bill(
    { wallets: { gift: { charges: ['b'] } }, plans: { plan: { charges } }, actions },
    '2026-04-01',
  ).invoices
  expect(first).toMatchObject({ total: '20.00', due: '10.00' })
})

test('a credit by hand takes a part off a line, with its tax', () => {
  const actions = [
    start,
    { do: 'credit', at: '2026-04-10', invoice: 'INV-0001', line: 1, amount: '10', reason: 'outage' },
  ]
  const result = bill({ ...vat, plans: { plan: seats('30') }, actions }, '2026-05-01')
  expect(creditsOf(result)).toEqual(['2026-04-10 seat 2026-04-01/2026-05-01 10.00'])
  expect(result.invoices[1]).toMatchObject({ total: '31.80', due: '21.20' })
})

test('a credit by hand is refused when there is no such line, or less left of it', () => {
  const credit = { do: 'credit', at: '2026-04-10', invoice: 'INV-0001', line: 1, amount: '10' }
  const of = (more: object) => problemsOf({ plans: { plan: seats('30') }, actions: [start, { ...credit, ...more }] })
  expect(of({ line: 2 })).toEqual(['/actions/1 there is no line 2 of invoice "INV-0001" by then'])
  expect(of({ amount: '31' })).toEqual(['/actions/1/amount is above what is left of the line'])
})

test('a sale stands on the invoice of its day, out of reach of the coupons of the plan', () => {
  const coupons = { ten: { percent: '10', duration: 'forever' } }
  const sale = { do: 'charge', at: '2026-05-01', code: 'ssd', name: 'SSD 1 TB', price: '480', quantity: 2 }
  const actions = [{ ...start, coupons: ['ten'] }, sale]
  const result = bill({ ...vat, coupons, plans: { plan: seats('30') }, actions }, '2026-05-01')
  expect(linesOf(result).at(-1)).toBe('2026-05-01 ssd 2026-05-01/2026-05-02 2 960.00')
  expect(result.invoices[1]).toMatchObject({ subtotal: '990.00', discount: '3.00', tax: '59.22' })
})

test('the yen has no cents', () => {
  const plans = { plan: seats('1000') }
  const actions = [start, { do: 'terminate', at: '2026-04-10' }]
  const result = bill({ currency: 'JPY', plans, actions })
  expect([result.invoices[0]!.total, creditsOf(result)[0]]).toEqual([
    '1000',
    '2026-04-10 seat 2026-04-11/2026-05-01 667',
  ])
})
