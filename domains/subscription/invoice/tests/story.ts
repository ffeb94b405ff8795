import { Refusal, type Problem } from '#engine/kernel'
import { billScenario } from '../command.ts'

export type Printed = ReturnType<typeof billScenario>

const customer = { timeZone: 'Asia/Shanghai' }

/** Bills a scenario of a customer in Shanghai who pays in yuan. */
export function bill(given: Record<string, unknown>, until = '2027-01-01'): Printed {
  const { customer: more = {}, ...rest } = given
  return billScenario({ currency: 'CNY', customer: { ...customer, ...(more as object) }, ...rest }, until)
}

/** One sentence a line: the date of the invoice, the charge, the days, how much, and the amount. */
export function linesOf({ invoices }: Printed): string[] {
  return invoices.flatMap(({ date, lines }) =>
    lines.map(
      ({ charge, from, to, quantity = '-', amount }) => `${date} ${charge} ${from}/${to} ${quantity} ${amount}`,
    ),
  )
}

/** One sentence for each part of a credit note. */
export function creditsOf({ creditNotes }: Printed): string[] {
  return creditNotes.flatMap(({ date, parts }) =>
    parts.map(({ charge, from, to, amount }) => `${date} ${charge} ${from}/${to} ${amount}`),
  )
}

export function problemsOf(given: Record<string, unknown>, until = '2027-01-01'): string[] {
  try {
    bill(given, until)
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ path, message }: Problem) => `${path} ${message}`)
    throw error
  }
  throw new Error('was not refused')
}

/** A plan of one recurring charge. */
export function seats(price: string, more: Record<string, unknown> = {}, plan: Record<string, unknown> = {}) {
  return { charges: [{ kind: 'recurring', code: 'seat', price, ...more }], ...plan }
}

/** A plan of one usage charge. */
export function usage(
  pricing: Record<string, unknown>,
  more: Record<string, unknown> = {},
  plan: Record<string, unknown> = {},
) {
  return { charges: [{ kind: 'usage', code: 'use', meter: 'meter', pricing, ...more }], ...plan }
}

export function subscribe(at: string, more: Record<string, unknown> = {}) {
  return { do: 'subscribe', at, plan: 'plan', ...more }
}

export function event(id: string, at: string, value: number | string, more: Record<string, unknown> = {}) {
  return { id, meter: 'meter', at, value, ...more }
}
