/** Terms as they are stored, read for people; what billing makes of them is the server's affair. */
export interface ShownCharge {
  readonly plan: string
  readonly code: string
  readonly name: string
  readonly kind: string
  /** `fixed` for a plain price of one. */
  readonly model: string
  readonly price: string | null
  readonly unit: string | null
  readonly base: string | null
  readonly taxes: readonly string[]
}

interface StoredCharge {
  readonly code: string
  readonly name?: string
  readonly kind: string
  readonly price?: string | number
  readonly pricing?: { readonly model: string; readonly unitPrice?: string; readonly base?: string | number }
  readonly meter?: string
  readonly taxes?: readonly string[]
}

interface StoredTerms {
  readonly plans?: Readonly<Record<string, { readonly charges?: readonly StoredCharge[] }>>
  readonly meters?: Readonly<Record<string, { readonly unit?: string }>>
  readonly taxes?: Readonly<Record<string, { readonly name?: string; readonly ratePercent: string | number }>>
}

export function chargesOf(terms: Readonly<Record<string, unknown>>): ShownCharge[] {
  const { plans = {}, meters = {}, taxes = {} } = terms as StoredTerms
  return Object.entries(plans).flatMap(([plan, { charges = [] }]) =>
    charges.map(({ code, name, kind, price, pricing, meter, taxes: codes = [] }) => ({
      plan,
      code,
      name: name ?? code,
      kind,
      model: pricing?.model ?? 'fixed',
      price: price !== undefined ? String(price) : (pricing?.unitPrice ?? null),
      unit: meter === undefined ? null : (meters[meter]?.unit ?? null),
      base: pricing?.base === undefined ? null : String(pricing.base),
      taxes: codes.map((tax) => `${taxes[tax]?.ratePercent ?? tax}`),
    })),
  )
}
