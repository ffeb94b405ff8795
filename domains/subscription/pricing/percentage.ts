import { z } from 'zod'
import { ONE } from './exact.ts'
import { amountField, countField, priceField, quantityField, rateField } from './fields.ts'
import { amountLine, definePricing, greatest, least, unitLine, type PriceLine, type Usage } from './model.ts'

const terms = z.strictObject({
  ratePercent: rateField,
  fixedPerEvent: priceField.default(0n),
  /** 0 is no such allowance. */
  freeEvents: countField.default(0n),
  freeUnits: quantityField.default(0n),
  minPerEvent: amountField.optional(),
  maxPerEvent: amountField.optional(),
})
type PercentageTerms = z.output<typeof terms>

/** What the events cost so far, gathered by the kind of line. */
interface Tally {
  free: bigint
  charged: bigint
  events: bigint
  raised: bigint
  lowered: bigint
}

/**
 * A share of each event's amount and a fixed fee per event, after an allowance of events, of amount, or of both.
 * The allowance ends at the event with which the first of the two is used up. Of the event that crosses the free
 * amount only the part above is charged, and its fixed fee. Minimum and maximum hold for each charged event.
 * Example: 2 % and 0.50 per payment, the first 100.00 free; payments of 80, 50, 10 cost (30 + 10) × 2 % + 2 × 0.50.
 */
export const percentagePricing = definePricing({
  kind: 'percentage',

  terms,

  problems({ minPerEvent, maxPerEvent }) {
    const crossed = minPerEvent !== undefined && maxPerEvent !== undefined && minPerEvent > maxPerEvent
    return crossed ? [{ path: '/minPerEvent', message: 'is above maxPerEvent' }] : []
  },

  rate(terms, usage) {
    const tally: Tally = { free: 0n, charged: 0n, events: 0n, raised: 0n, lowered: 0n }
    let open = terms.freeEvents > 0n || terms.freeUnits > 0n
    let seen = 0n
    for (const value of eventsOf(usage)) {
      const free = open ? freePart(terms, value, tally.free) : 0n
      const wasOpen = open
      seen += 1n
      tally.free += free
      if (wasOpen) open = !isUsedUp(terms, seen, tally.free)
      if (!wasOpen || free < value) charge(terms, value - free, tally)
    }
    return linesOf(terms, tally)
  },
})

/** A bare quantity is one event. */
function eventsOf({ values, quantity }: Usage): readonly bigint[] {
  return values ?? (quantity > 0n ? [quantity] : [])
}

function freePart({ freeUnits }: PercentageTerms, value: bigint, freeSoFar: bigint): bigint {
  return freeUnits === 0n ? value : least(value, freeUnits - freeSoFar)
}

function isUsedUp({ freeEvents, freeUnits }: PercentageTerms, events: bigint, free: bigint): boolean {
  return (freeEvents > 0n && events >= freeEvents) || (freeUnits > 0n && free >= freeUnits)
}

function charge(terms: PercentageTerms, value: bigint, tally: Tally): void {
  const fee = value * terms.ratePercent + ONE * terms.fixedPerEvent
  const floor = greatest(fee, terms.minPerEvent ?? fee)
  const bounded = least(floor, terms.maxPerEvent ?? floor)
  tally.charged += value
  tally.events += 1n
  tally.raised += greatest(bounded - fee, 0n)
  tally.lowered += least(bounded - fee, 0n)
}

function linesOf(terms: PercentageTerms, tally: Tally): PriceLine[] {
  return [
    unitLine('free', tally.free, 0n),
    unitLine('rate', tally.charged, terms.ratePercent),
    unitLine('event', terms.fixedPerEvent === 0n ? 0n : tally.events * ONE, terms.fixedPerEvent),
    amountLine('event minimum', tally.raised),
    amountLine('event maximum', tally.lowered),
  ].filter((line) => line.amount !== 0n || (line.quantity ?? 0n) > 0n)
}
