/**
 * What it costs to replay three years of one customer: device seats by day, devices as a service, a minimum, usage in
 * tiers and a level weighted by time. CPU seconds.
 *
 *   node bench/billing.ts [devices, 1000] [events, 100000]
 */
import { billAgreement, readScenario } from '#domains/subscription'
import { seededRandom } from '#engine/kernel'

const devices = Number(process.argv[2] ?? 1000)
const events = Number(process.argv[3] ?? 100_000)
const random = seededRandom(1)

const tiers = [
  { upTo: 1000, unitPrice: '1' },
  { upTo: null, unitPrice: '0.5' },
]
const charges = [
  { kind: 'recurring', code: 'seat', price: '199' },
  { kind: 'usage', code: 'calls', meter: 'calls', pricing: { model: 'graduated', tiers } },
  { kind: 'usage', code: 'storage', meter: 'storage', price: '10' },
]

/** A day of the first year, or of all three. */
function anyDay(years: number): string {
  const [year, month, day] = [random.between(2026, 2025 + years), random.between(1, 12), random.between(1, 28)]
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const scenario = {
  currency: 'CNY',
  customer: { timeZone: 'Asia/Shanghai', taxes: ['vat'] },
  taxes: { vat: { ratePercent: '6' } },
  meters: { calls: { aggregation: 'sum' }, storage: { aggregation: 'timeWeighted' } },
  plans: { plan: { minimum: '500', charges } },
  offers: { laptop: { price: '299', termMonths: 36 } },
  actions: [
    { do: 'subscribe', at: '2026-01-01', plan: 'plan', quantities: { seat: 120 } },
    ...Array.from({ length: devices }, (_, index) => ({
      do: 'addDevice',
      at: anyDay(1),
      device: `SN${index}`,
      offer: 'laptop',
    })),
  ],
  events: Array.from({ length: events }, (_, index) => ({
    id: `${index}`,
    meter: random.pick(['calls', 'storage']),
    at: anyDay(3),
    value: random.below(50),
  })),
}

const start = process.cpuUsage().user
const agreement = readScenario(scenario, '2029-01-01')
const read = process.cpuUsage().user
const { invoices } = billAgreement(agreement)
const billed = process.cpuUsage().user
const lines = invoices.reduce((count, invoice) => count + invoice.lines.length, 0)
const seconds = (from: number, to: number): string => ((to - from) / 1e6).toFixed(2)
console.log(`${devices} devices, ${events} events, 36 months: ${invoices.length} invoices, ${lines} lines`)
console.log(`read ${seconds(start, read)} s, billed ${seconds(read, billed)} s of CPU`)
console.log(`${Math.round((lines * 1e6) / (billed - read)).toLocaleString('en')} lines per CPU second`)
