/**
 * Exact numbers for prices. Every figure is a bigint that counts a fixed fraction of its unit,
 * so a quantity times a price is an amount without any division or loss:
 *
 *   quantity  10^-26      price  10^-34      amount  10^-60
 *
 * Decimals given from outside have at most 18 places. The places beyond are headroom: 8 in a quantity
 * for a percentage of it, 16 in a price for an overage factor and a discount, 8 places each.
 */
export const GIVEN_DIGITS = 18
export const PERCENT_DIGITS = 8
export const QUANTITY_DIGITS = GIVEN_DIGITS + PERCENT_DIGITS
export const PRICE_DIGITS = GIVEN_DIGITS + 2 * PERCENT_DIGITS
export const AMOUNT_DIGITS = QUANTITY_DIGITS + PRICE_DIGITS

/** A unit of a quantity: `3n * ONE` is three seats. */
export const ONE = 10n ** BigInt(QUANTITY_DIGITS)
/** The whole of something that a share, kept with 8 decimals, is a part of. */
export const WHOLE = 10n ** BigInt(PERCENT_DIGITS)

const DECIMAL = /^([+-]?)(\d{1,24})(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/
/** A float of at most 15 digits is exactly the decimal that was written. */
const SAFE_FLOAT_DIGITS = 15

/**
 * Reads a decimal as a count of 10^-`digits`; answers a sentence when it is none.
 * Text is preferred; a JSON number is accepted as long as the float did not lose a digit of it.
 * @param places how many decimals may be given
 */
export function readDecimal(input: unknown, digits: number, places: number = GIVEN_DIGITS): bigint | string {
  if (input === undefined) return 'is missing'
  if (typeof input !== 'string' && typeof input !== 'number') return 'is not a decimal number'
  const match = DECIMAL.exec(String(input))
  if (!match) return 'is not a decimal number'
  if (typeof input === 'number' && significantDigits(input) > SAFE_FLOAT_DIGITS) {
    return 'has too many digits for a JSON number: write it as text'
  }
  const [, sign, whole, fraction = '', exponent = '0'] = match
  const scale = fraction.length - Number(exponent)
  const size = shift(BigInt(whole! + fraction), digits - scale)
  if (size === undefined || size % 10n ** BigInt(digits - places) !== 0n) return `has more than ${places} decimals`
  return sign === '-' ? -size : size
}

/** Decimal text without trailing zeros: `1500000n` with 6 digits is `1.5`. */
export function decimalText(value: bigint, digits: number): string {
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0')
  const fraction = text.slice(text.length - digits).replace(/0+$/, '')
  const whole = text.slice(0, text.length - digits)
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** Moves the decimal point to the right, or to the left as long as nothing is cut off. */
function shift(value: bigint, places: number): bigint | undefined {
  const factor = 10n ** BigInt(Math.abs(places))
  if (places >= 0) return value * factor
  return value % factor === 0n ? value / factor : undefined
}

function significantDigits(value: number): number {
  return String(value)
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '')
    .replace(Number.isInteger(value) ? /0+$/ : /$^/, '').length
}
