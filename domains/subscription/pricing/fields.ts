import type { Problem } from '#engine/kernel'
import { z } from 'zod'
import { AMOUNT_DIGITS, decimalText, PERCENT_DIGITS, PRICE_DIGITS, QUANTITY_DIGITS, readDecimal } from './exact.ts'

interface DecimalField {
  readonly digits: number
  readonly places?: number
  readonly signed?: boolean
  readonly above?: bigint
  readonly atMost?: bigint
}

function decimal({ digits, places, signed = false, above, atMost }: DecimalField) {
  return z.unknown().transform((input, context): bigint => {
    const read = readDecimal(input, digits, places)
    const refuse = (message: string): never => {
      context.issues.push({ code: 'custom', message, input })
      return z.NEVER
    }
    if (typeof read === 'string') return refuse(read)
    if (read < 0n && !signed) return refuse('is negative')
    if (above !== undefined && read <= above) return refuse(`is not above ${decimalText(above, digits)}`)
    if (atMost !== undefined && read > atMost) return refuse(`is above ${decimalText(atMost, digits)}`)
    return read
  })
}

/** How much: seats, terabytes, calls. */
export const quantityField = decimal({ digits: QUANTITY_DIGITS })
export const positiveQuantityField = decimal({ digits: QUANTITY_DIGITS, above: 0n })
export const signedQuantityField = decimal({ digits: QUANTITY_DIGITS, signed: true })

/** Money for one unit, in major units of the currency. */
export const priceField = decimal({ digits: PRICE_DIGITS })
export const amountField = decimal({ digits: AMOUNT_DIGITS })
export const signedAmountField = decimal({ digits: AMOUNT_DIGITS, signed: true })

/** A rate in percent as the price of one unit of money: `2.9` is 0.029. */
export const rateField = decimal({ digits: PRICE_DIGITS - 2, places: 16 })
/** A share of a whole in percent, kept with 8 decimals: `85` is 0.85. */
export const shareField = decimal({
  digits: PERCENT_DIGITS - 2,
  places: PERCENT_DIGITS - 2,
  atMost: 100n * 10n ** BigInt(PERCENT_DIGITS - 2),
})
export const factorField = decimal({ digits: PERCENT_DIGITS, places: PERCENT_DIGITS })

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** An ISO 4217 code, in capitals whatever was given. */
export const currencyField = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine((code) => CURRENCIES.has(code), 'is not an ISO 4217 currency code')

/** A whole number of things. */
export const countField = decimal({ digits: 0, places: 0 })
export const positiveCountField = decimal({ digits: 0, places: 0, above: 0n })

/** Hands the problems of an inner reading to the outer one. */
export function passOn<T>(read: z.ZodSafeParseResult<T>, input: unknown, context: z.RefinementCtx): T {
  if (read.success) return read.data
  for (const { path, message } of pointedIssues(read.error)) {
    context.issues.push({ code: 'custom', path: [...path], message, input })
  }
  return z.NEVER
}

/** An object without the fields that are null, which say the same as fields that are not there. */
export function withoutNulls(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))
}

/** The issues of a failed reading as problems with JSON pointers below `place`. */
export function problemsOf(error: z.ZodError, place = ''): Problem[] {
  return pointedIssues(error).map(({ path, message }) => ({ path: place + pointer(path), message }))
}

export function pointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** An unknown field is pointed at itself, not at the object that holds it. */
function pointedIssues(error: z.ZodError): { path: readonly PropertyKey[]; message: string }[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not a known field' }))
      : [{ path: issue.path, message: isMissing(issue) ? 'is missing' : issue.message }],
  )
}

function isMissing({ code, message }: z.core.$ZodIssue): boolean {
  return code === 'invalid_type' && message.endsWith('received undefined')
}
