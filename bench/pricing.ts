/**
 * How fast a graduated price is rated, lines included, on one core; the same price by big.js in the same run is the
 * yardstick. Both are checked against each other before they are timed. CPU time, so that a busy machine matters little.
 *
 *   node bench/pricing.ts [ratings, 2000000 by default]
 */
import Big from 'big.js'
import { AMOUNT_DIGITS, decimalText, ONE, rate, readPricing } from '#domains/subscription'

const ratings = Number(process.argv[2] ?? 2_000_000)
const tiers = [
  { upTo: '1000', unitPrice: '0.0125', flatFee: '5' },
  { upTo: '50000', unitPrice: '0.00975', flatFee: '2.5' },
  { upTo: null, unitPrice: '0.0071', flatFee: '0' },
]
const pricing = readPricing({ model: 'graduated', tiers })

const bigTiers = tiers.map(({ upTo, unitPrice, flatFee }) => ({
  upTo: upTo === null ? null : new Big(upTo),
  unitPrice: new Big(unitPrice),
  flatFee: new Big(flatFee),
}))

interface BigLine {
  readonly label: string
  readonly quantity: Big
  readonly unitPrice: Big
  readonly amount: Big
}

/** The same lines and sum as the engine's, written as one would with big.js. */
function rateByBig(total: Big): { amount: Big; lines: BigLine[] } {
  const lines: BigLine[] = []
  let start = new Big(0)
  let amount = new Big(0)
  const add = (label: string, quantity: Big, unitPrice: Big): void => {
    const line = { label, quantity, unitPrice, amount: quantity.times(unitPrice) }
    lines.push(line)
    amount = amount.plus(line.amount)
  }
  for (const [index, { upTo, unitPrice, flatFee }] of bigTiers.entries()) {
    if (index > 0 && total.lte(start)) break
    const end = upTo === null || total.lt(upTo) ? total : upTo
    if (flatFee.gt(0)) add(`tier ${index + 1} flat fee`, new Big(1), flatFee)
    if (end.gt(start)) add(`tier ${index + 1}`, end.minus(start), unitPrice)
    start = end
  }
  return { amount, lines }
}

/** Quantities over all three tiers, in an order that no branch predictor knows. */
function quantityAt(index: number): number {
  return (index * 7919) % 120_000
}

for (let index = 0; index < 1000; index++) {
  const quantity = quantityAt(index)
  const ours = decimalText(rate(pricing, { quantity: BigInt(quantity) * ONE }).amount, AMOUNT_DIGITS)
  if (!rateByBig(new Big(quantity)).amount.eq(ours)) throw new Error(`the two differ at ${quantity}`)
}

function perSecond(count: number, work: (quantity: number) => unknown): number {
  for (let index = 0; index < count / 10; index++) work(quantityAt(index))
  const before = process.cpuUsage().user
  for (let index = 0; index < count; index++) work(quantityAt(index))
  return (count * 1e6) / (process.cpuUsage().user - before)
}

const engine = perSecond(ratings, (quantity) => rate(pricing, { quantity: BigInt(quantity) * ONE }))
const big = perSecond(Math.ceil(ratings / 10), (quantity) => rateByBig(new Big(quantity)))
const round = (rate: number): string => Math.round(rate).toLocaleString('en')
console.log(`graduated, 3 tiers, lines included: ${round(engine)} ratings per CPU second`)
console.log(`the same by big.js:                 ${round(big)} ratings per CPU second`)
console.log(`ratio: ${(engine / big).toFixed(1)}`)
