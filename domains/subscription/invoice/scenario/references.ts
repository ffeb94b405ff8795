import type { Problem } from '#engine/kernel'
import { pointer } from '../../pricing/fields.ts'
import type { GivenAction } from './action.ts'
import type { Charge, Plan } from './plan.ts'
import type { Scenario } from './scenario.ts'

type Known = Readonly<Record<string, unknown>>

/** Every name in a scenario that stands for nothing, and every currency that is not the scenario's. */
export function referenceProblems(scenario: Scenario): Problem[] {
  const subscriptions = Object.fromEntries(
    scenario.actions.flatMap((action) => (action.do === 'subscribe' ? [[action.subscription, true]] : [])),
  )
  return [
    ...unknown(scenario.customer.taxes, scenario.taxes, '/customer/taxes', 'tax'),
    ...Object.entries(scenario.plans).flatMap(([code, plan]) =>
      planProblems(plan, `/plans${pointer([code])}`, scenario),
    ),
    ...Object.entries(scenario.offers).flatMap(([code, { taxes = [] }]) =>
      unknown(taxes, scenario.taxes, `/offers${pointer([code])}/taxes`, 'tax'),
    ),
    ...currencyProblems(scenario),
    ...repeatedIds(scenario.actions),
    ...scenario.actions.flatMap((action, index) =>
      actionProblems(action, `/actions/${index}`, scenario, subscriptions),
    ),
    ...scenario.events.flatMap((event, index) =>
      missing(event.subscription, subscriptions, `/events/${index}/subscription`),
    ),
  ]
}

function planProblems({ charges, currency }: Plan, place: string, scenario: Scenario): Problem[] {
  return [
    ...foreign(currency, scenario.currency, `${place}/currency`),
    ...charges.flatMap((charge, index) => chargeProblems(charge, `${place}/charges/${index}`, scenario)),
  ]
}

function chargeProblems(charge: Charge, place: string, { taxes, meters, currency }: Scenario): Problem[] {
  const problems = [
    ...unknown(charge.taxes ?? [], taxes, `${place}/taxes`, 'tax'),
    ...foreign(charge.pricing.currency, currency, `${place}/pricing/currency`),
  ]
  if (charge.kind !== 'usage') return problems
  const meter = meters[charge.meter]
  if (!meter) return [...problems, { path: `${place}/meter`, message: `"${charge.meter}" is not a known meter` }]
  if (!charge.perWindow || meter.window !== undefined) return problems
  return [...problems, { path: `${place}/perWindow`, message: 'needs a meter with a window' }]
}

function currencyProblems({ currency, coupons, wallets }: Scenario): Problem[] {
  const held = { coupons, wallets }
  return Object.entries(held).flatMap(([kind, entries]) =>
    Object.entries(entries).flatMap(([code, entry]) =>
      foreign(entry.currency, currency, `/${kind}${pointer([code])}/currency`),
    ),
  )
}

function actionProblems(action: GivenAction, place: string, scenario: Scenario, subscriptions: Known): Problem[] {
  const known: Readonly<Record<string, Known>> = {
    plan: scenario.plans,
    offer: scenario.offers,
    coupon: scenario.coupons,
    wallet: scenario.wallets,
    // A sale needs no subscription.
    ...(action.do === 'charge' ? {} : { subscription: subscriptions }),
  }
  const named = Object.entries(action).filter(([field, name]) => known[field] && typeof name === 'string')
  return [
    ...named.flatMap(([field, name]) => missing(name as string, known[field]!, `${place}/${field}`)),
    ...(action.do === 'subscribe' ? unknown(action.coupons, scenario.coupons, `${place}/coupons`, 'coupon') : []),
    ...(action.do === 'charge' ? unknown(action.taxes ?? [], scenario.taxes, `${place}/taxes`, 'tax') : []),
  ]
}

function repeatedIds(actions: readonly GivenAction[]): Problem[] {
  const ids = actions.map(({ id }) => id)
  return ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index ? [{ path: `/actions/${index}/id`, message: 'is used before' }] : [],
  )
}

function missing(name: string, known: Known, path: string): Problem[] {
  return Object.hasOwn(known, name) ? [] : [{ path, message: `"${name}" is not known` }]
}

function unknown(names: readonly string[], known: Known, place: string, kind: string): Problem[] {
  return names.flatMap((name, index) =>
    Object.hasOwn(known, name) ? [] : [{ path: `${place}/${index}`, message: `"${name}" is not a known ${kind}` }],
  )
}

function foreign(currency: string | undefined, own: string, path: string): Problem[] {
  if (currency === undefined || currency === own) return []
  return [{ path, message: `is ${currency}, but the scenario is in ${own}` }]
}
