import type { Problem } from '#engine/kernel'
import type { z } from 'zod'
import { ONE } from './exact.ts'

/** What was used in one period (or one window), in the units of exact.ts. */
export interface Usage {
  readonly quantity: bigint
  /** The amounts of the single events, in the order of their time; the quantity is their sum. */
  readonly values?: readonly bigint[]
  /** Several meters of one subscriber, by name. */
  readonly measures?: Readonly<Record<string, bigint>>
}

/** One line of a price. `quantity` and `unitPrice` are absent where an amount stands for itself. */
export interface PriceLine {
  readonly label: string
  readonly quantity?: bigint
  readonly unitPrice?: bigint
  readonly amount: bigint
}

export interface Price {
  readonly amount: bigint
  readonly lines: readonly PriceLine[]
}

/**
 * A pricing model: its terms, and the lines that a usage costs under them.
 * The amount is the sum of the lines, so it cannot differ from them.
 */
export interface PricingModel<K extends string = string, S extends z.ZodRawShape = z.ZodRawShape> {
  readonly kind: K
  readonly terms: z.ZodObject<S, z.core.$strict>
  /** What only shows when the terms are seen together; paths are relative to the pricing. */
  problems?(terms: z.output<z.ZodObject<S, z.core.$strict>>): readonly Problem[]
  /** Refuses, with a path relative to the case, a usage that the terms have no price for. */
  rate(terms: z.output<z.ZodObject<S, z.core.$strict>>, usage: Usage): PriceLine[]
}

/** Declares a pricing model; the list in index.ts makes it known. */
export function definePricing<const K extends string, S extends z.ZodRawShape>(
  model: PricingModel<K, S>,
): PricingModel<K, S> {
  return model
}

export function unitLine(label: string, quantity: bigint, unitPrice: bigint): PriceLine {
  return { label, quantity, unitPrice, amount: quantity * unitPrice }
}

/** A fee that does not depend on how much was used. */
export function flatLine(label: string, fee: bigint): PriceLine {
  return { label, quantity: ONE, unitPrice: fee, amount: ONE * fee }
}

export function amountLine(label: string, amount: bigint): PriceLine {
  return { label, amount }
}

export function priceOf(lines: readonly PriceLine[]): Price {
  let amount = 0n
  for (const line of lines) amount += line.amount
  return { amount, lines }
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

export function greatest(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
