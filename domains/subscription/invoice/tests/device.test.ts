import { expect, test } from 'vitest'
import { bill, creditsOf, linesOf, problemsOf, subscribe } from './story.ts'

const offer = { price: '300', termMonths: 36, refreshAfterMonths: 24, listPrice: '9000' }
const plans = { plan: {} }
const start = subscribe('2026-01-01')
const add = { do: 'addDevice', at: '2026-01-16', device: 'SN1', offer: 'laptop' }

function billed(more: Record<string, unknown>, actions: unknown[], until: string) {
  return bill({ plans, offers: { laptop: { ...offer, ...more } }, actions: [start, add, ...actions] }, until)
}

test('a device is owed from its day, on the dates of its subscription', () => {
  const result = billed({}, [], '2026-02-01')
  expect(linesOf(result)).toEqual([
    '2026-01-16 laptop 2026-01-16/2026-02-01 1 154.84',
    '2026-02-01 laptop 2026-02-01/2026-03-01 1 300.00',
  ])
  expect(result.invoices[0]!.lines[0]!.evidence.devices).toEqual(['SN1'])
})

test('a defective device is swapped in kind: fee and term go on', () => {
  const swap = { do: 'swapDevice', at: '2026-01-20', device: 'SN1', by: 'SN2' }
  const result = billed({ earlyTermination: { amount: '1' } }, [swap], '2026-02-01')
  expect(linesOf(result)).toHaveLength(2)
  expect(result.creditNotes).toEqual([])
  expect(result.invoices[1]!.lines[0]!.evidence.devices).toEqual(['SN1', 'SN2'])
})

test('given back before the end of its term, a share of what remains is owed', () => {
  const back = { do: 'returnDevice', at: '2026-06-30', device: 'SN1' }
  const result = billed({ earlyTermination: { remainingPercent: '50' } }, [back], '2026-12-31')
  // From 1 July 2026 to 16 January 2029: 30 months and 15 of 31 days of 300.00.
  expect(linesOf(result).at(-1)).toBe('2026-06-30 earlyTermination 2026-06-30/2026-07-01 - 4572.58')
})

test('given back after its term, nothing is owed but the days', () => {
  const back = { do: 'returnDevice', at: '2029-01-15', device: 'SN1' }
  const result = billed({ earlyTermination: { amount: '999' } }, [back], '2029-12-31')
  expect(creditsOf(result)).toEqual(['2029-01-15 laptop 2029-01-16/2029-02-01 154.84'])
  expect(linesOf(result).at(-1)).toContain('2029-01-01 laptop')
})

test.each([
  ['early: as many fees as agreed', '2027-06-16', '2027-06-16 earlyRefresh 2027-06-16/2027-06-17 - 600.00'],
  ['old enough: nothing', '2028-01-16', undefined],
])('a refresh: %s', (_because, at, fee) => {
  const refresh = { do: 'refreshDevice', at, device: 'SN1', by: 'SN2' }
  const result = billed({ earlyRefresh: { periods: 2 } }, [refresh], at)
  const lines = linesOf(result).filter((line) => line.startsWith(at))
  expect(lines.find((line) => line.includes('earlyRefresh'))).toBe(fee)
  expect(lines.some((line) => line.includes('laptop'))).toBe(true)
  expect(creditsOf(result)).toHaveLength(1)
})

test('a refreshed device begins a new term', () => {
  const refresh = { do: 'refreshDevice', at: '2028-01-16', device: 'SN1', by: 'SN2' }
  const back = { do: 'returnDevice', at: '2030-01-15', device: 'SN2' }
  const result = billed({ earlyTermination: { remainingPercent: '100' } }, [refresh, back], '2030-06-01')
  // One year of 300.00 is left; the days of January 2030 are credited apart.
  expect(linesOf(result).find((line) => line.includes('earlyTermination'))).toContain(' 3600.00')
})

test.each([
  ['2026-03-01', '7200.00'],
  ['2027-01-16', '4500.00'],
  ['2027-01-14', '7200.00'],
  ['2029-06-01', '900.00'],
])('bought on %s for %s of the list price by age', (at, price) => {
  const valuePercent = [
    { afterMonths: 0, percent: '80' },
    { afterMonths: 12, percent: '50' },
    { afterMonths: 36, percent: '10' },
  ]
  const buy = { do: 'buyOutDevice', at, device: 'SN1' }
  const result = billed({ buyOut: { valuePercent } }, [buy], '2030-01-01')
  expect(linesOf(result).at(-1)).toContain(`${at} buyOut`)
  expect(linesOf(result).at(-1)!.endsWith(price)).toBe(true)
})

test('a lost device is paid for', () => {
  const lose = { do: 'loseDevice', at: '2026-02-14', device: 'SN1' }
  const result = billed({ loss: { amount: '5000' } }, [lose], '2026-12-31')
  expect(linesOf(result).at(-1)).toBe('2026-02-14 loss 2026-02-14/2026-02-15 - 5000.00')
  expect(creditsOf(result)).toEqual(['2026-02-14 laptop 2026-02-15/2026-03-01 150.00'])
})

test('at the end of the term the fee ends, or goes on until the customer owns the device', () => {
  const short = { price: '300', termMonths: 2 }
  expect(linesOf(billed({ ...short, atTermEnd: 'end' }, [], '2026-12-31')).at(-1)).toBe(
    '2026-03-01 laptop 2026-03-01/2026-03-16 1 145.16',
  )
  const own = billed({ ...short, atTermEnd: { ownAfterMonths: 3 } }, [], '2026-12-31')
  expect(linesOf(own).at(-1)).toBe('2026-06-01 laptop 2026-06-01/2026-06-16 1 150.00')
})

test('with the subscription its devices end, each by its own rule', () => {
  const end = { do: 'terminate', at: '2026-03-31' }
  const result = billed({ earlyTermination: { periods: 3 } }, [end], '2026-12-31')
  expect(linesOf(result).at(-1)).toBe('2026-03-31 earlyTermination 2026-03-31/2026-04-01 - 900.00')
})

test('what cannot be done to a device is refused', () => {
  const of = (...actions: unknown[]) =>
    problemsOf({ plans, offers: { laptop: offer }, actions: [start, add, ...actions] })
  expect(of({ ...add, at: '2026-02-01' })).toEqual(['/actions/2 device "SN1" is in use already'])
  expect(
    of(
      { do: 'buyOutDevice', at: '2026-02-01', device: 'SN1' },
      { do: 'returnDevice', at: '2026-02-01', device: 'SN9' },
    ),
  ).toEqual(['/actions/2 the offer "laptop" has no rule for buyOut', '/actions/3 device "SN9" is not in use'])
})
