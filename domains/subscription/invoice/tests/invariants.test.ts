import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '#engine/kernel'
import { billAgreement, type Billing } from '../bill.ts'
import { printBilling } from '../print.ts'
import { addDays, daysIn, periodsWithin } from '../periods.ts'
import { readScenario } from '../scenario/scenario.ts'

const UNTIL = '2027-06-01'
const zones = [
  'Asia/Shanghai',
  'America/St_Johns',
  'Pacific/Apia',
  'Europe/Berlin',
  'America/Havana',
  'Australia/Lord_Howe',
]

const date = (min: number, max: number) => fc.integer({ min, max }).map((days) => addDays('2026-01-28', days))
const price = fc.integer({ min: 1, max: 9999 }).map((cents) => (cents / 100).toFixed(2))

/** What may happen to a subscription between its first day and the end of the scenario. */
const happening = fc.oneof(
  fc.record({ do: fc.constant('setQuantity'), charge: fc.constant('seat'), quantity: fc.nat(9) }),
  fc.constant({ do: 'pause' }),
  fc.constant({ do: 'resume' }),
  fc.record({
    do: fc.constant('change'),
    plan: fc.constantFrom('plan', 'other'),
    when: fc.constantFrom('now', 'periodEnd'),
  }),
  fc.record({ do: fc.constant('addDevice'), device: fc.constantFrom('a', 'b'), offer: fc.constant('laptop') }),
  fc.record({ do: fc.constant('returnDevice'), device: fc.constantFrom('a', 'b') }),
  fc.record({ do: fc.constant('topUp'), wallet: fc.constant('gift'), amount: price }),
  fc.record({ do: fc.constant('applyCoupon'), coupon: fc.constantFrom('ten', 'fixed') }),
  fc.constant({ do: 'terminate' }),
)
const dated = fc.tuple(happening, date(0, 320), fc.nat(40)).map(([action, at, lateDays]) => ({
  ...action,
  at,
  recorded: lateDays < 30 ? at : addDays(at, lateDays),
}))

const event = fc.record({
  id: fc.nat(40).map(String),
  value: fc.integer({ min: -3, max: 60 }),
  at: date(-3, 300),
  late: fc.nat(60),
})

const scenarios = fc.record({
  timeZone: fc.constantFrom(...zones),
  anchor: fc.integer({ min: 28, max: 31 }),
  timing: fc.constantFrom('advance', 'arrears'),
  alignment: fc.constantFrom('anniversary', 'calendar'),
  interval: fc.constantFrom('month', 'quarter', 'week'),
  taxIncluded: fc.boolean(),
  prices: fc.tuple(price, price, price),
  thresholds: fc.boolean(),
  actions: fc
    .array(dated, { maxLength: 8 })
    .map((actions) => actions.map((action, id) => ({ id: `${id}`, ...action }))),
  events: fc.array(event, { maxLength: 25 }),
})
type Sample = typeof scenarios extends fc.Arbitrary<infer T> ? T : never

function scenarioOf(sample: Sample) {
  const { timeZone, timing, alignment, interval, taxIncluded, prices, thresholds } = sample
  const tiers = [
    { upTo: 50, unitPrice: prices[1] },
    { upTo: null, unitPrice: '0.333', flatFee: '1' },
  ]
  const plan = (unit: string) => ({
    interval,
    alignment,
    minimum: '5',
    ...(thresholds ? { progressive: { thresholds: ['20', '50'], recurring: '30' } } : {}),
    charges: [
      { kind: 'recurring', code: 'seat', price: unit, timing, quantity: 3 },
      { kind: 'usage', code: 'use', meter: 'meter', pricing: { model: 'graduated', tiers } },
    ],
  })
  return {
    currency: 'CNY',
    customer: { timeZone, taxes: ['vat', 'city'], pricesIncludeTax: taxIncluded },
    taxes: { vat: { ratePercent: '6' }, city: { ratePercent: '0.72' } },
    meters: { meter: { aggregation: 'sum' } },
    plans: { plan: plan(prices[0]), other: plan(prices[2]) },
    offers: { laptop: { price: '99.99', termMonths: 6, earlyTermination: { remainingPercent: '33' } } },
    coupons: { ten: { percent: '10', duration: 'forever' }, fixed: { amount: '7.77', carry: true } },
    wallets: { gift: {} },
    actions: [{ id: 'start', do: 'subscribe', at: `2026-01-${sample.anchor}`, plan: 'plan' }, ...sample.actions],
    events: sample.events.map(({ id, value, at, late }) => ({
      id,
      meter: 'meter',
      at,
      value,
      received: addDays(at, late),
    })),
  }
}

/** Bills a sample; actions that are not possible where they stand are left out, as a person would. */
function billSample(sample: Sample, until = UNTIL): Billing {
  return billAgreement(readScenario(scenarioOf(possibleIn(sample, until)), until))
}

function possibleIn(sample: Sample, until: string): Sample {
  const actions = [...sample.actions]
  for (;;) {
    try {
      billAgreement(readScenario(scenarioOf({ ...sample, actions }), until))
      return { ...sample, actions }
    } catch (error) {
      const { problems = [] } = error as { problems?: { path: string }[] }
      const index = Number(/^\/actions\/(\d+)/.exec(problems[0]?.path ?? '')?.[1] ?? 0)
      if (index === 0) throw error
      actions.splice(index - 1, 1)
    }
  }
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}

test('no cent is created or lost on any document', () => {
  fc.assert(
    fc.property(scenarios, (sample) => {
      const { invoices, creditNotes, grants } = billSample(sample)
      for (const invoice of invoices) {
        const { lines, credits, payments } = invoice
        const gross = sample.taxIncluded ? 0n : invoice.taxMinor
        expect(invoice.totalMinor).toBe(invoice.subtotalMinor - invoice.discountMinor + gross)
        expect(invoice.totalMinor).toBe(invoice.netMinor + invoice.taxMinor)
        expect(invoice.totalMinor).toBe(sum(lines.map(({ totalMinor }) => totalMinor)))
        expect(invoice.taxMinor).toBe(sum(lines.flatMap(({ taxes }) => taxes.map(({ amountMinor }) => amountMinor))))
        const paid = sum([...credits, ...payments].map(({ amountMinor }) => amountMinor))
        expect(invoice.dueMinor).toBe(invoice.totalMinor - paid)
        expect(invoice.dueMinor >= 0n).toBe(true)
        for (const { amountMinor, discountMinor, taxMinor, credited } of lines) {
          expect(0n <= amountMinor && 0n <= discountMinor && discountMinor <= amountMinor).toBe(true)
          expect(
            credited.amountMinor <= amountMinor &&
              credited.discountMinor <= discountMinor &&
              credited.taxMinor <= taxMinor,
          ).toBe(true)
        }
      }
      for (const note of creditNotes) {
        expect(note.totalMinor).toBe(sum(note.parts.map(({ totalMinor }) => totalMinor)))
        expect(note.totalMinor).toBe(note.netMinor + note.taxMinor)
        for (const part of note.parts) expect(part.amountMinor > 0n && part.totalMinor >= 0n).toBe(true)
      }
      const used = sum(invoices.flatMap(({ credits }) => credits.map(({ amountMinor }) => amountMinor)))
      expect(used).toBe(sum(creditNotes.map(({ totalMinor, balanceMinor }) => totalMinor - balanceMinor)))
      const paid = sum(invoices.flatMap(({ payments }) => payments.map(({ amountMinor }) => amountMinor)))
      expect(paid).toBe(sum(grants.map(({ amountMinor, leftMinor }) => amountMinor - leftMinor)))
    }),
    { numRuns: 60 },
  )
})

test('billing again, or later, changes no document that there is', () => {
  fc.assert(
    fc.property(scenarios, date(10, 450), (drawn, cut) => {
      // What is recorded later may make an earlier act impossible: both views bill the same acts.
      const sample = possibleIn(drawn, UNTIL)
      const documents = ({ invoices, creditNotes }: Billing) => ({
        invoices: invoices.map(({ lines, ...invoice }) => ({
          ...invoice,
          lines: lines.map(({ credited: _credited, ...line }) => line),
        })),
        creditNotes: creditNotes.map(({ balanceMinor: _balance, ...note }) => note),
      })
      const [early, late] = [documents(billSample(sample, cut)), documents(billSample(sample))]
      expect(documents(billSample(sample, cut))).toEqual(early)
      expect(late.invoices.filter((invoice) => invoice.date <= cut)).toEqual(early.invoices)
      expect(late.creditNotes.filter((note) => note.date <= cut)).toEqual(early.creditNotes)
    }),
    { numRuns: 50 },
  )
})

/** What is billed for usage in the end, by the period it belongs to. */
function usageByPeriod({ invoices, creditNotes }: Billing): Map<string, bigint> {
  const byPeriod = new Map<string, bigint>()
  const add = (from: string, amount: bigint) => byPeriod.set(from, (byPeriod.get(from) ?? 0n) + amount)
  for (const { lines } of invoices)
    for (const { charge, range, amountMinor } of lines) if (charge === 'use') add(range.start, amountMinor)
  for (const { parts } of creditNotes)
    for (const { charge, range, amountMinor } of parts) if (charge === 'use') add(range.start, -amountMinor)
  return new Map([...byPeriod].filter(([, amount]) => amount !== 0n))
}

test('in any order, repeated and late, usage comes to the price of the whole of each period', () => {
  fc.assert(
    fc.property(scenarios, fc.integer(), (sample, seed) => {
      const distinct = [...new Map(sample.events.map((event) => [event.id, event])).values()]
      const onTime = { ...sample, thresholds: false, events: distinct.map((event) => ({ ...event, late: 0 })) }
      const shuffled = seededRandom(seed).shuffle([...distinct, ...distinct])
      const whole = usageByPeriod(billSample(onTime))
      expect(usageByPeriod(billSample({ ...sample, events: shuffled }))).toEqual(whole)
    }),
    { numRuns: 60 },
  )
})

test('seats cost their days: the lines less the credits are the sum over the days of each period', () => {
  fc.assert(
    fc.property(scenarios, (given) => {
      const kept = given.actions.filter((action) => action.do === 'setQuantity' && action.recorded === action.at)
      const sample = {
        ...given,
        actions: kept.map((action) => ({ ...action, at: action.at > '2026-02-01' ? action.at : '2026-02-01' })),
      }
      const { invoices, creditNotes } = billSample(sample)
      const lines = invoices.flatMap(({ lines }) => lines).filter(({ charge }) => charge === 'seat')
      const parts = creditNotes.flatMap(({ parts }) => parts).filter(({ charge }) => charge === 'seat')
      const first = `2026-01-${sample.anchor}`
      const cycle = cycleOf(sample, first)
      for (const period of periodsWithin(cycle, { start: first, end: '2026-12-01' })) {
        const within = ({ range }: { range: { start: string } }) =>
          period.start <= range.start && range.start < period.end
        const [billed, credited] = [lines.filter(within), parts.filter(within)]
        const net =
          sum(billed.map(({ amountMinor }) => amountMinor)) - sum(credited.map(({ amountMinor }) => amountMinor))
        let seatDays = 0
        for (let day = period.start; day < period.end; day = addDays(day, 1))
          seatDays += day < first ? 0 : seatsOn(sample, day)
        const exact = (Number(sample.prices[0]) * 100 * seatDays) / daysIn(period)
        // Each line may round half a cent away, also one that came to nothing and was not drawn up.
        expect(Math.abs(Number(net) - exact)).toBeLessThanOrEqual(
          (billed.length + credited.length + kept.length + 1) / 2 + 1e-6,
        )
      }
    }),
    { numRuns: 60 },
  )
})

const INTERVALS = { month: { months: 1 }, quarter: { months: 3 }, week: { days: 7 } } as const

function cycleOf({ interval, alignment }: Sample, first: string) {
  const calendar = interval === 'week' ? '2026-01-26' : '2026-01-01'
  return { anchor: alignment === 'calendar' ? calendar : first, interval: INTERVALS[interval] }
}

function seatsOn({ actions }: Sample, day: string): number {
  const changes = actions
    .map((action, index) => ({ ...action, index }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.index - b.index))
  return changes.reduce((seats, action) => (action.at <= day && 'quantity' in action ? action.quantity : seats), 3)
}

test('what is printed adds up as well', () => {
  fc.assert(
    fc.property(scenarios, (sample) => {
      const agreement = readScenario(scenarioOf({ ...sample, actions: [] }), UNTIL)
      for (const { lines, total } of printBilling(agreement, billAgreement(agreement)).invoices) {
        const cents = lines.map((line) => Math.round(Number(line.total) * 100))
        expect(cents.reduce((a, b) => a + b, 0)).toBe(Math.round(Number(total) * 100))
      }
    }),
    { numRuns: 15 },
  )
})
