import type { Pricing } from '../../pricing/rate/rate.ts'
import type { Cycle, Interval, LocalDate } from '../periods.ts'
import type { Exact } from '../proration.ts'
import type { Offer, Plan, UsageCharge } from '../scenario/plan.ts'
import type { Action, Agreement } from '../scenario/scenario.ts'

/** What a recurring fee is owed for, of a plan's charge or of a device. */
export interface Charged {
  readonly code: string
  readonly name?: string | undefined
  readonly taxes?: readonly string[] | undefined
  readonly pricing: Pricing
  readonly timing: 'advance' | 'arrears'
  readonly interval?: Interval | undefined
  readonly proration: 'days' | 'none'
}

/** So many units over `[from, to)`; open while `to` is undefined. */
export interface Step {
  /** The action that set the quantity. */
  readonly by: string
  readonly from: LocalDate
  to?: LocalDate
  readonly quantity: bigint
}

/** The days for which a recurring charge or a device is owed, and for how many units. */
export interface Span {
  readonly id: string
  readonly subscription: string
  readonly charge: Charged
  readonly cycle: Cycle
  /** Units at present, also while a pause owes nothing for them. */
  quantity: bigint
  readonly steps: Step[]
  /** Serial numbers, the present one last. */
  readonly devices: string[]
  /** The plan or device ended here: arrears of the unfinished period are due. */
  endsOn?: LocalDate
}

/** A meter's usage is priced by a charge over `[from, to)`. */
export interface UsageSpan {
  readonly id: string
  readonly subscription: string
  readonly charge: UsageCharge
  readonly plan: Plan
  readonly cycle: Cycle
  readonly from: LocalDate
  to?: LocalDate
}

/** A plan's minimum holds over `[from, to)`. */
export interface MinimumSpan {
  readonly id: string
  readonly subscription: string
  readonly amount: bigint
  readonly cycle: Cycle
  readonly from: LocalDate
  to?: LocalDate
}

/** Something that is owed once. */
export interface Fee {
  readonly id: string
  readonly on: LocalDate
  readonly subscription: string
  readonly code: string
  readonly name?: string | undefined
  readonly taxes?: readonly string[] | undefined
  readonly kind: 'setup' | 'sale' | 'fee'
  readonly exact: Exact
  readonly quantity?: bigint | undefined
  readonly spans: readonly string[]
  readonly devices: readonly string[]
}

export interface Running {
  readonly id: string
  plan: Plan
  cycle: Cycle
  readonly startedOn: LocalDate
  /** Recurring fees are owed from here; later than the start while a trial lasts. */
  readonly billedFrom: LocalDate
  /** The span of each recurring charge. */
  spans: Map<string, Span>
  usages: UsageSpan[]
  minimum?: MinimumSpan | undefined
  pausedOn?: LocalDate | undefined
  endsOn?: LocalDate
  termEnd?: LocalDate | undefined
  /** What waits for the end of a period, dated with the day on which it acts. */
  scheduled: Action[]
}

export interface Device {
  serial: string
  readonly offer: Offer
  readonly offerCode: string
  readonly subscription: string
  readonly span: Span
  readonly startedOn: LocalDate
  readonly termEnd: LocalDate
}

export interface AppliedCoupon {
  readonly id: string
  readonly coupon: string
  readonly on: LocalDate
  readonly subscription?: string | undefined
}

/** All that follows from the actions known so far. Written by the replay only. */
export interface Book {
  readonly agreement: Agreement
  readonly running: Map<string, Running>
  readonly devices: Map<string, Device>
  readonly spans: Span[]
  readonly usages: UsageSpan[]
  readonly minimums: MinimumSpan[]
  readonly fees: Fee[]
  readonly coupons: AppliedCoupon[]
}

export function openBook(agreement: Agreement): Book {
  return {
    agreement,
    running: new Map(),
    devices: new Map(),
    spans: [],
    usages: [],
    minimums: [],
    fees: [],
    coupons: [],
  }
}

/** The subscription while it runs, else the sentence that refuses the action. */
export function runningOn(book: Book, id: string, on: LocalDate): Running | string {
  const running = book.running.get(id)
  if (!running || running.startedOn > on) return `subscription "${id}" has not begun`
  if (running.endsOn !== undefined && running.endsOn <= on) return `subscription "${id}" has ended`
  return running
}

/** The sentence that refuses an action, or nothing when it was done. */
export type Outcome = string | undefined
