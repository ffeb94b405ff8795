import { Refusal } from '#engine/kernel'
import { expect, test } from 'vitest'
import { rateCases } from './command.ts'

function problemsOf(input: unknown) {
  try {
    rateCases(input)
  } catch (error) {
    if (error instanceof Refusal) return error.problems
    throw error
  }
  throw new Error('was not refused')
}

const standard = { model: 'standard', unitPrice: '0.335' }

test('the exact amount, and the rounded one where a currency is known', () => {
  const cases = [
    { id: 'a', pricing: standard, quantity: '3' },
    { id: 'b', pricing: standard, quantity: '3', currency: 'CNY' },
    { id: 'c', pricing: { ...standard, currency: 'JPY' }, quantity: 3 },
    { id: 'd', pricing: { ...standard, minimum: null }, quantity: 3, currency: 'kwd' },
  ]
  const lines = [{ label: 'unit', quantity: '3', unitPrice: '0.335', amount: '1.005' }]
  expect(rateCases({ cases })).toEqual([
    { id: 'a', amount: '1.005', lines },
    { id: 'b', amount: '1.005', amountMinor: 101n, lines },
    { id: 'c', amount: '1.005', amountMinor: 1n, lines },
    { id: 'd', amount: '1.005', amountMinor: 1005n, lines },
  ])
})

test('what was billed before is taken off, and a second run bills nothing', () => {
  const given = { id: 1, currency: 'CNY', pricing: standard, quantity: '3' }
  const [first, again] = [
    { ...given, previous: { quantity: '2', amount: '0.67' } },
    { ...given, previous: { quantity: '3', amount: '1.005' } },
  ].map((given) => rateCases({ cases: [given] })[0]!)
  expect(first).toMatchObject({ amount: '0.335', amountMinor: 34n })
  expect(first!.lines.at(-1)).toEqual({ label: 'billed before', amount: '-0.67' })
  expect(again).toMatchObject({ amount: '0', amountMinor: 0n })
})

test('a quantity billed before costs what the terms say', () => {
  const given = { id: 1, pricing: { ...standard, minimum: '5' }, quantity: '100', previous: { quantity: '1' } }
  expect(rateCases({ cases: [given] })[0]!.amount).toBe('28.5')
})

test('every problem of every case is listed with its place', () => {
  const open = { upTo: null, unitPrice: '1' }
  const cases = [
    {
      id: 'x',
      pricing: {
        model: 'graduated',
        tiers: [
          { upTo: '9', unitPrice: 'NaN' },
          { ...open, fee: 1 },
        ],
      },
      quantity: '-1',
    },
    { id: 'x', pricing: { model: 'graduated', tiers: [{ upTo: '9' }, { upTo: '9' }, open, open] }, quantity: '1' },
    { id: 'y', pricing: { model: 'flat' }, quantity: '1' },
    { id: 'z', currency: 'EUR', pricing: { ...standard, currency: 'USD' }, quantity: '1', values: [] },
    { id: 'v', pricing: { ...standard, minimum: '2', maximum: '1' }, buckets: ['1', { quantity: 'x' }] },
    { id: 'u', pricing: { model: 'volume', tiers: [{ upTo: '5', unitPrice: '1' }] }, quantity: '6' },
    { pricing: standard, currency: 'dollar', quantity: 0.30000000000000004, usages: { eu: null } },
    7,
  ]
  expect(problemsOf({ cases }).map(({ path, message }) => `${path} ${message}`)).toEqual([
    '/cases/1/id is the same as /cases/0/id',
    '/cases/0/pricing/tiers/0/unitPrice is not a decimal number',
    '/cases/0/pricing/tiers/1/fee is not a known field',
    '/cases/0/quantity is negative',
    '/cases/1/pricing/tiers/1/upTo does not rise above the tier before',
    '/cases/1/pricing/tiers/3 follows a tier without end',
    expect.stringContaining('/cases/2/pricing/model is not one of standard, graduated'),
    '/cases/3 needs exactly one of quantity, values, buckets, usages',
    '/cases/3/currency mixes EUR and USD',
    '/cases/4/pricing/minimum is above the maximum',
    '/cases/4/buckets/1/quantity is not a decimal number',
    '/cases/5/quantity is above the last tier, 5',
    '/cases/6/id Invalid input',
    '/cases/6/currency is not an ISO 4217 currency code',
    '/cases/6/quantity has too many digits for a JSON number: write it as text',
    '/cases/6/usages/eu is not a decimal number',
    '/cases/7 Invalid input: expected object, received number',
  ])
})

test('numbers are read exactly or refused', () => {
  const amountOf = (quantity: unknown) =>
    rateCases({ cases: [{ id: 1, pricing: { model: 'standard', unitPrice: '1' }, quantity }] })[0]!.amount
  expect(['007.50', 0.1, 1e21, '1e-7', '1.5E3', 123456789012345].map(amountOf)).toEqual([
    '7.5',
    '0.1',
    '1000000000000000000000',
    '0.0000001',
    '1500',
    '123456789012345',
  ])
  const places = '0.0000000000000000001'
  for (const wrong of [places, '', ' 1', '1,5', 'Infinity', '١', true, null, [], 0.30000000000000004]) {
    expect(() => amountOf(wrong), String(wrong)).toThrow('invalid-input')
  }
})
