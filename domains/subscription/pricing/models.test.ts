import { expect, test } from 'vitest'
import { rateCases } from './rate/command.ts'

function rated(given: Record<string, unknown>) {
  return rateCases({ cases: [{ id: 'case', ...given }] })[0]!
}

const graduated = {
  model: 'graduated',
  tiers: [
    { upTo: '10', unitPrice: '2', flatFee: '5' },
    { upTo: '100', unitPrice: '1', flatFee: '3' },
    { upTo: null, unitPrice: '0.5', flatFee: '1' },
  ],
}
const volume = { ...graduated, model: 'volume' }
const pack = { model: 'package', packageSize: '100', packagePrice: '20', freeUnits: '10' }
const blocks = {
  model: 'volume_blocks',
  tiers: [
    { block: '100', maxBlocks: 10, price: '5' },
    { block: '1000', maxBlocks: 100, price: '30' },
  ],
}
const committed = {
  model: 'committed',
  base: '80',
  buffer: '20',
  cap: '85%',
  bands: [
    { upTo: '80', unitPrice: '10' },
    { upTo: null, unitPrice: '12' },
  ],
}
const capacity = {
  model: 'capacity',
  tiers: [
    { limits: { gb: '100', users: '10' }, price: '50' },
    { limits: { gb: '500', users: null }, price: '180' },
  ],
}

test.each([
  ['the product is exact', { model: 'standard', unitPrice: '0.000123456789' }, '1000.5', '0.1235185173945'],
  ['nothing used costs nothing', { model: 'standard', unitPrice: '5' }, '0', '0'],
  ['the first tier is entered at zero', graduated, '0', '5'],
  ['the end of a tier belongs to it', graduated, '10', '25'],
  ['a part of a unit enters the next tier', graduated, '10.5', '28.5'],
  ['every tier entered costs its flat fee', graduated, '150', '144'],
  ['the total chooses one tier', volume, '10', '25'],
  ['all units cost what the reached tier says', volume, '11', '14'],
  ['the first tier is chosen at zero', volume, '0', '5'],
  ['the allowance alone costs nothing', pack, '10', '0'],
  ['a started pack is a pack', pack, '111', '40'],
  ['exactly full packs', pack, '210', '40'],
  ['rounded down, a started pack is not billed', { ...pack, rounding: 'down' }, '209.9', '20'],
  ['the total is still in the first tier of blocks', blocks, '1000', '50'],
  ['beyond it all units are in larger blocks', blocks, '1001', '60'],
  ['what overflows the last tier stays in it', blocks, '101001', '3060'],
  ['the base is billed though unused', committed, '50', '800'],
  ['nothing used costs the base', committed, '0', '800'],
  ['the buffer is paid by use', committed, '83', '836'],
  ['the cap is a share of what is installed', committed, '97', '860'],
  ['a floor above the base', { ...committed, cap: undefined, floor: '90' }, '10', '920'],
  ['a cap as quantity', { ...committed, cap: '82' }, '100', '824'],
  ['the event says what it costs', { model: 'dynamic' }, '12.34', '12.34'],
  ['a margin on a cost passed on', { model: 'dynamic', multiplier: '1.2' }, '4.25', '5.1'],
  [
    'a discount comes before the cap',
    { model: 'standard', unitPrice: '1', discountPercent: '50', maximum: '60' },
    '100',
    '50',
  ],
  [
    'the cap holds after the discount',
    { model: 'standard', unitPrice: '1', discountPercent: '10', maximum: '60' },
    '100',
    '60',
  ],
  [
    'the minimum holds after the discount',
    { model: 'standard', unitPrice: '1', discountPercent: '50', minimum: '70' },
    '100',
    '70',
  ],
  [
    'a third off is exact',
    { model: 'standard', unitPrice: '0.1', discountPercent: '33.333333' },
    '0.1',
    '0.00666666670',
  ],
  ['a promise is trued up', { model: 'standard', unitPrice: '2', commitment: { amount: '100' } }, '10', '100'],
  [
    'a promise without true-up',
    { model: 'standard', unitPrice: '2', commitment: { amount: '100', trueUp: false } },
    '10',
    '20',
  ],
  [
    'beyond the promise costs more',
    { model: 'standard', unitPrice: '2', commitment: { quantity: '50', overageFactor: '1.5' } },
    '60',
    '130',
  ],
])('%s', (_because, pricing, quantity, amount) => {
  expect(Number(rated({ pricing, quantity }).amount)).toBe(Number(amount))
  expect(rated({ pricing, quantity }).amount).toBe(amount.includes('.') ? amount.replace(/0+$/, '') : amount)
})

const percentage = { model: 'percentage', ratePercent: '2', fixedPerEvent: '0.5' }

test.each([
  ['each event pays share and fee', percentage, ['100', '50'], '4'],
  ['an event of nothing still pays its fee', percentage, ['0'], '0.5'],
  ['no event pays nothing', percentage, [], '0'],
  ['the free events are free whole', { ...percentage, freeEvents: 2 }, ['100', '50', '10'], '0.7'],
  [
    'of the event that crosses the free amount the part above',
    { ...percentage, freeUnits: '100' },
    ['80', '50', '10'],
    '1.8',
  ],
  ['an event that just fills the free amount is free', { ...percentage, freeUnits: '100' }, ['80', '20', '10'], '0.7'],
  [
    'both allowances: the count is used up first',
    { ...percentage, freeEvents: 1, freeUnits: '100' },
    ['30', '50'],
    '1.5',
  ],
  [
    'both allowances: the amount is used up first',
    { ...percentage, freeEvents: 3, freeUnits: '100' },
    ['80', '50', '10'],
    '1.8',
  ],
  ['the minimum holds for each charged event', { ...percentage, minPerEvent: '1' }, ['1', '100'], '3.5'],
  ['the maximum holds for each charged event', { ...percentage, maxPerEvent: '1' }, ['1', '100'], '1.52'],
  ['free events have no minimum', { ...percentage, freeEvents: 1, minPerEvent: '1' }, ['1', '1'], '1'],
])('percentage: %s', (_because, pricing, values, amount) => {
  expect(rated({ pricing, values }).amount).toBe(amount)
})

test('graduated percentage adds the parts of the amount and the fees of the tiers', () => {
  const tiers = [
    { upTo: '1000', ratePercent: '1', flatFee: '200' },
    { upTo: null, ratePercent: '2', flatFee: '300' },
  ]
  expect(rated({ pricing: { model: 'graduated_percentage', tiers }, quantity: '1050' }).amount).toBe('511')
})

test.each([
  ['all values within the smallest size', { gb: '100', users: '10' }, '50'],
  ['one value decides', { gb: '80', users: '11' }, '180'],
  ['a meter that was not measured is 0', { users: '3' }, '50'],
  ['idle costs the smallest size', { gb: '0', users: '0' }, '50'],
])('capacity: %s', (_because, usages, amount) => {
  expect(rated({ pricing: capacity, usages }).amount).toBe(amount)
})

test('what was used beyond the last bounded tier is refused, not guessed', () => {
  expect(() => rated({ pricing: capacity, usages: { gb: '501' } })).toThrow('invalid-input')
  const bounded = { model: 'graduated', tiers: [{ upTo: '10', unitPrice: '1' }] }
  expect(rated({ pricing: bounded, quantity: '10' }).amount).toBe('10')
  expect(() => rated({ pricing: bounded, quantity: '11' })).toThrow('invalid-input')
})

test('what the base covers but nobody used stands on its own line', () => {
  expect(rated({ pricing: committed, quantity: '50' }).lines).toEqual([
    { label: 'band 1', quantity: '50', unitPrice: '10', amount: '500' },
    { label: 'band 1 top-off', quantity: '30', unitPrice: '10', amount: '300' },
  ])
})

test('windows are priced one by one with everything that the terms say', () => {
  const hourly = { model: 'standard', unitPrice: '2', minimum: '10' }
  expect(rated({ pricing: hourly, buckets: ['1', '9', { window: '2026-11-20', quantity: 0 }] }).amount).toBe('38')
})

test('usages are priced one by one and share minimum and discount', () => {
  const usages = { eu: '10', us: '11' }
  expect(rated({ pricing: graduated, usages }).amount).toBe('54')
  expect(rated({ pricing: { ...graduated, minimum: '60' }, usages }).amount).toBe('60')
})
