import { divideRoundHalfUp, minorDigits } from '#engine/kernel'
import { AMOUNT_DIGITS } from '../pricing/exact.ts'

/**
 * An exact amount of money, also where days are a part of a period: `numerator / denominator`, the numerator
 * counting 10^-60 of a major unit. It becomes cents once, when it becomes a line.
 */
export interface Exact {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const NOTHING: Exact = { numerator: 0n, denominator: 1n }

export function exactly(amount: bigint): Exact {
  return { numerator: amount, denominator: 1n }
}

/** The share of an amount that falls on `days` of a whole period of `of` days. */
export function prorate(amount: bigint, days: number, of: number): Exact {
  return { numerator: amount * BigInt(days), denominator: BigInt(of) }
}

export function add(a: Exact, b: Exact): Exact {
  if (a.denominator === b.denominator) return { ...a, numerator: a.numerator + b.numerator }
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  }
}

export function scale(a: Exact, by: bigint, over: bigint = 1n): Exact {
  return { numerator: a.numerator * by, denominator: a.denominator * over }
}

/** Minor units, rounded half up (away from zero). */
export function inMinor({ numerator, denominator }: Exact, currency: string): bigint {
  return divideRoundHalfUp(numerator, denominator * minorUnit(currency))
}

/** Minor units as an exact amount. */
export function fromMinor(amountMinor: bigint, currency: string): Exact {
  return exactly(amountMinor * minorUnit(currency))
}

/**
 * Divides `total` over `weights` so that the parts add up to it: each gets its share rounded down, and what is
 * left goes, a unit each, to the largest remainders, the earlier first.
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n)
  if (whole === 0n) return weights.map(() => 0n)
  const parts = weights.map((weight) => (total * weight) / whole)
  const left = Number(total - parts.reduce((sum, part) => sum + part, 0n))
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder.slice(0, left)) parts[index]! += 1n
  return parts
}

/** One minor unit of a currency with 0, 1, 2, 3 … decimals, in the units of an exact amount. */
const MINOR_UNITS = [0, 1, 2, 3, 4].map((digits) => 10n ** BigInt(AMOUNT_DIGITS - digits))

function minorUnit(currency: string): bigint {
  return MINOR_UNITS[minorDigits(currency)]!
}
