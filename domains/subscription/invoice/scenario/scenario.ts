import { invalidInput } from '#engine/kernel'
import { z } from 'zod'
import { problemsOf, rateField } from '../../pricing/fields.ts'
import { addMonths, type LocalDate } from '../periods.ts'
import { actionField, type GivenAction } from './action.ts'
import { readEvents, type UsageEvent } from './events.ts'
import { codeField, codesField, currencyField, dateField, smallCountField } from './fields.ts'
import { eventField, meterField, type Meter } from './meter.ts'
import { dateOf } from './moment.ts'
import { couponField, offerField, planField, type Coupon, type Offer, type Plan } from './plan.ts'
import { referenceProblems } from './references.ts'

const customerField = z.strictObject({
  name: z.string().optional(),
  timeZone: z.string().refine(isTimeZone, 'is not an IANA time zone'),
  taxes: codesField.default([]),
  pricesIncludeTax: z.boolean().default(false),
  /** Days from the date of an invoice to the date on which it is due. */
  netDays: smallCountField.default(30),
  /** A credit note reduces the next invoices, or is paid out. */
  credit: z.enum(['balance', 'refund']).default('balance'),
})

const taxField = z.strictObject({ name: z.string().optional(), ratePercent: rateField })
const walletField = z.strictObject({
  currency: currencyField.optional(),
  /** The lower pays first. */
  priority: z.number().int().default(100),
  /** It pays for these charges only. */
  charges: codesField.optional(),
})

const scenarioSchema = z.strictObject({
  name: z.string().optional(),
  currency: currencyField,
  customer: customerField,
  taxes: z.record(codeField, taxField).default({}),
  meters: z.record(codeField, meterField).default({}),
  plans: z.record(codeField, planField).default({}),
  offers: z.record(codeField, offerField).default({}),
  coupons: z.record(codeField, couponField).default({}),
  wallets: z.record(codeField, walletField).default({}),
  actions: z.array(actionField),
  events: z.array(eventField).default([]),
  until: dateField.optional(),
})
export type Scenario = z.output<typeof scenarioSchema>

/** An action with its place in the file and its dates on the customer's wall. */
export type Action = GivenAction & {
  readonly id: string
  readonly place: string
  readonly on: LocalDate
  readonly knownOn: LocalDate
}

export type Customer = z.output<typeof customerField>
export type Tax = z.output<typeof taxField>
export type Wallet = z.output<typeof walletField>

/** All that is needed to bill a customer from the first day: what was agreed, what was done, what was used. */
export interface Agreement {
  readonly currency: string
  readonly customer: Customer
  readonly taxes: Readonly<Record<string, Tax>>
  readonly meters: Readonly<Record<string, Meter>>
  readonly plans: Readonly<Record<string, Plan>>
  readonly offers: Readonly<Record<string, Offer>>
  readonly coupons: Readonly<Record<string, Coupon>>
  readonly wallets: Readonly<Record<string, Wallet>>
  /** In the order of their dates. */
  readonly actions: readonly Action[]
  /** In the order of their time; each (source, id) once. */
  readonly events: readonly UsageEvent[]
  /** Ids of events that came again. */
  readonly duplicates: readonly string[]
  /** The last date on which something is billed. */
  readonly until: LocalDate
}

/** Reads a scenario file; refuses it with every problem. `until` overrides the file's own. */
export function readScenario(input: unknown, until?: string): Agreement {
  const read = scenarioSchema.safeParse(input)
  if (!read.success) throw invalidInput(problemsOf(read.error))
  const scenario = read.data
  const last = dateField.optional().safeParse(until ?? scenario.until)
  const { events, duplicates, problems } = readEvents(scenario)
  const wrong = [...referenceProblems(scenario), ...problems]
  if (!last.success) wrong.push({ path: '/until', message: 'is not a date YYYY-MM-DD' })
  else if (last.data === undefined) wrong.push({ path: '/until', message: 'is missing, here or as --until' })
  else if (isTooFar(scenario, last.data))
    wrong.push({ path: '/until', message: `is more than ${MAX_YEARS} years ahead` })
  if (wrong.length > 0) throw invalidInput(wrong)
  return { ...scenario, actions: readActions(scenario), events, duplicates, until: last.data! }
}

const MAX_YEARS = 50

function isTooFar({ actions, customer }: Scenario, until: LocalDate): boolean {
  const first = actions.map(({ at }) => dateOf(at, customer.timeZone)).sort()[0]
  return first !== undefined && addMonths(first, 12 * MAX_YEARS) < until
}

function readActions({ actions, customer }: Scenario): Action[] {
  return actions
    .map((action, index) => {
      const on = dateOf(action.at, customer.timeZone)
      const recordedOn = dateOf(action.recorded ?? action.at, customer.timeZone)
      const knownOn = recordedOn > on ? recordedOn : on
      return { ...action, id: action.id ?? `action-${index + 1}`, place: `/actions/${index}`, on, knownOn }
    })
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

function isTimeZone(name: string): boolean {
  try {
    // Only names: an offset knows nothing of the next clock change.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}
