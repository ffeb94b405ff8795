import { invalidInput } from '#engine/kernel'
import { z } from 'zod'
import { currencyField, passOn, problemsOf, withoutNulls } from '../fields.ts'
import { pricingModels } from '../index.ts'
import { priceOf, type Price, type PriceLine, type PricingModel, type Usage } from '../model.ts'
import { adjust, adjustmentFields, adjustmentProblems, type Adjustments } from './adjust.ts'

/** The terms of a price: a model, its own fields, and the adjustments that every model knows. */
export interface Pricing extends Adjustments {
  readonly model: string
  readonly currency?: string | undefined
}

type AnyModel = Omit<PricingModel, 'rate' | 'problems'> & {
  rate(terms: Pricing, usage: Usage): PriceLine[]
  problems?: (terms: Pricing) => ReturnType<NonNullable<PricingModel['problems']>>
}
const models = new Map<string, AnyModel>(pricingModels.map((model) => [model.kind, model as unknown as AnyModel]))

/** Reads the terms of a price; unknown fields and everything that does not fit together are refused. */
export const pricingField: z.ZodType<Pricing> = z.unknown().transform((input, context) => {
  const kind = (input as { model?: unknown } | null)?.model
  const model = typeof kind === 'string' ? models.get(kind) : undefined
  const refuse = (path: PropertyKey[], message: string): void => {
    context.issues.push({ code: 'custom', path, message, input })
  }
  if (!model) {
    refuse(['model'], `is not one of ${[...models.keys()].join(', ')}`)
    return z.NEVER
  }
  const read = termsOf(model).safeParse(withoutNulls(input as object))
  const terms = passOn(read, input, context) as unknown as Pricing
  if (!read.success) return z.NEVER
  const problems = [...(model.problems?.(terms) ?? []), ...adjustmentProblems(terms)]
  for (const { path, message } of problems) refuse(path.split('/').slice(1), message)
  return terms
})

/** The terms of a price from outside; refused with every problem, pointed at below `place`. */
export function readPricing(input: unknown, place = ''): Pricing {
  const read = pricingField.safeParse(input)
  if (!read.success) throw invalidInput(problemsOf(read.error, place))
  return read.data
}

const termsByModel = new Map<AnyModel, z.ZodObject>()

function termsOf(model: AnyModel): z.ZodObject {
  const known = termsByModel.get(model)
  if (known) return known
  const terms = model.terms.extend({
    model: z.literal(model.kind),
    currency: currencyField.optional(),
    ...adjustmentFields,
  })
  termsByModel.set(model, terms)
  return terms
}

/** The price of what was used in one period. Pure; the same input costs the same for ever. */
export function rate(pricing: Pricing, usage: Usage): Price {
  return adjusted(pricing, models.get(pricing.model)!.rate(pricing, usage))
}

/** Several usages of one period: the model prices each by itself, the adjustments hold for their sum. */
export function rateTogether(pricing: Pricing, usages: readonly NamedUsage[]): Price {
  const model = models.get(pricing.model)!
  const lines = usages.flatMap(({ name, usage }) => labelled(name, model.rate(pricing, usage)))
  return adjusted(pricing, lines)
}

/** Several windows of one period: model and adjustments hold for each window by itself. */
export function rateWindows(pricing: Pricing, windows: readonly NamedUsage[]): Price {
  return priceOf(windows.flatMap(({ name, usage }) => labelled(name, rate(pricing, usage).lines)))
}

export interface NamedUsage {
  readonly name: string
  readonly usage: Usage
}

function adjusted(pricing: Pricing, lines: readonly PriceLine[]): Price {
  const price = priceOf(lines)
  const adjustments = adjust(price.amount, pricing, promiseOf(pricing))
  return adjustments.length === 0 ? price : priceOf([...lines, ...adjustments])
}

function promiseOf({ commitment, ...pricing }: Pricing): bigint | undefined {
  if (commitment?.quantity === undefined) return commitment?.amount
  return priceOf(models.get(pricing.model)!.rate(pricing, { quantity: commitment.quantity })).amount
}

function labelled(name: string, lines: readonly PriceLine[]): PriceLine[] {
  return lines.map((line) => ({ ...line, label: `${name}: ${line.label}` }))
}
