import { clock } from '#engine/kernel'
import type { Tx } from '#engine/store'
import { scenarioOf } from '../billing/scenario.ts'
import { measure } from '../invoice/due/measure.ts'
import { addDays, dateAt, startOfDay } from '../invoice/periods.ts'
import type { UsageEvent as ScenarioEvent } from '../invoice/scenario/events.ts'
import type { Agreement as Scenario } from '../invoice/scenario/scenario.ts'
import { decimalText, QUANTITY_DIGITS } from '../pricing/exact.ts'
import { forecast, type Forecast } from './forecast.ts'

/** A meter day by day, with what is reserved and where it is going. */
export interface UsageSeries {
  readonly meters: readonly string[]
  readonly meter: string
  readonly name: string
  readonly aggregation: string
  readonly unit: string | null
  readonly days: readonly UsageDay[]
  /** What is paid in any case, and what may be used at most, where capacity is reserved. */
  readonly base: number | null
  readonly limit: number | null
  readonly forecast: Forecast | null
}

export interface UsageDay {
  readonly date: string
  /** As the meter measures, over this day alone; null before the first event and for days to come. */
  readonly value: number | null
  /** Usage of this day that arrived on a later one. */
  readonly late: number
}

const FORECAST_DAYS = 30
/** Meters whose value is a state, not something that adds up. */
const LEVELS = ['timeWeighted', 'latest', 'max', 'average', 'percentile']

/** Undefined for an agreement that measures nothing, and for a meter that it does not have. */
export async function usageSeries(
  tx: Tx,
  agreementId: string,
  { meter: asked, from, to }: { meter?: string | undefined; from: string; to: string },
): Promise<UsageSeries | undefined> {
  const scenario = await scenarioOf(tx, agreementId, to)
  const meters = Object.keys(scenario.meters)
  const name = asked ?? meters[0]
  const meter = name === undefined ? undefined : scenario.meters[name]
  if (name === undefined || meter === undefined) return undefined
  const events = scenario.events.filter((event) => event.meter === name)
  const charge = chargeOf(scenario, name)
  const today = dateAt(clock.ms(), scenario.customer.timeZone)
  const past = datesBetween(addDays(today, 1 - FORECAST_DAYS), addDays(today, 1))
  const known = past.flatMap((date) => dayOf(scenario, name, events, date).value ?? [])
  return {
    meters,
    meter: name,
    name: charge.name ?? name,
    aggregation: meter.aggregation,
    unit: meter.unit ?? null,
    days: datesBetween(from, to).map((date) => dayOf(scenario, name, events, date)),
    base: charge.base,
    limit: charge.limit,
    forecast: (LEVELS.includes(meter.aggregation) && forecast(known, charge.limit)) || null,
  }
}

function dayOf({ meters, customer }: Scenario, name: string, events: readonly ScenarioEvent[], date: string): UsageDay {
  const { timeZone } = customer
  const [start, end] = [startOfDay(date, timeZone), startOfDay(addDays(date, 1), timeZone)]
  const until = Math.min(end, clock.ms())
  const inside = events.filter(({ at }) => start <= at && at < until)
  const before = events.filter(({ at }) => at < start)
  if (until <= start || (inside.length === 0 && before.length === 0)) return { date, value: null, late: 0 }
  const over = until - start
  const { quantity } = measure({ meter: meters[name]!, timeZone, before, events: inside, start, end: until, over })
  const late = inside.filter(({ receivedAt }) => receivedAt >= end).length
  return { date, value: numberOf(quantity), late }
}

/** The reserved capacity of the charge that prices the meter. */
function chargeOf(
  { plans }: Scenario,
  meter: string,
): { name: string | undefined; base: number | null; limit: number | null } {
  const charges = Object.values(plans).flatMap((plan) => plan.charges)
  const charge = charges.find((each) => each.kind === 'usage' && each.meter === meter)
  if (charge?.pricing.model !== 'committed') return { name: charge?.name, base: null, limit: null }
  const { base, buffer } = charge.pricing as unknown as { base: bigint; buffer?: bigint }
  return {
    name: charge.name,
    base: numberOf(base),
    limit: buffer === undefined ? null : numberOf(base + buffer),
  }
}

function datesBetween(from: string, to: string): string[] {
  const dates: string[] = []
  for (let date = from; date < to; date = addDays(date, 1)) dates.push(date)
  return dates
}

function numberOf(quantity: bigint): number {
  return Number(decimalText(quantity, QUANTITY_DIGITS))
}
