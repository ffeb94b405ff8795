/**
 * Money as whole minor units (fen, cents) in a bigint beside its ISO 4217 currency. Never a float.
 * Prices and rates with more decimals than the currency live as decimal text until they are rounded once.
 */
export interface Money {
  readonly amountMinor: bigint
  readonly currency: string
}

const WITHOUT_DECIMALS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ')
const WITH_THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')

/** Decimals of a currency by ISO 4217: CNY 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  if (WITHOUT_DECIMALS.includes(currency)) return 0
  return WITH_THREE_DECIMALS.includes(currency) ? 3 : 2
}

/** `12345n, 'CNY'` → `'123.45'`; `'-0.05'` keeps its sign. */
export function toDecimalText(amountMinor: bigint, currency: string): string {
  const digits = minorDigits(currency)
  const negative = amountMinor < 0n
  const text = (negative ? -amountMinor : amountMinor).toString().padStart(digits + 1, '0')
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return negative ? `-${whole}` : whole
}

/** `'123.45', 'CNY'` → `12345n`; refuses more decimals than the currency has. */
export function fromDecimalText(text: string, currency: string): bigint {
  const digits = minorDigits(currency)
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  const fraction = match?.[3] ?? ''
  if (!match || fraction.length > digits) {
    throw new RangeError(`"${text}" is not an amount in ${currency}: at most ${digits} decimals`)
  }
  const minor = BigInt(match[2]! + fraction.padEnd(digits, '0'))
  return match[1] ? -minor : minor
}

/** Rounds `numerator / denominator` half away from zero: 5/2 → 3, -5/2 → -3. The denominator is positive. */
export function divideRoundHalfUp(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator
  const quotient = (size * 2n + denominator) / (denominator * 2n)
  return numerator < 0n ? -quotient : quotient
}

/** The smallest whole number not below `numerator / denominator`; both are not negative. */
export function divideCeil(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator
}
