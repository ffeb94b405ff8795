/** Everything as a service: what is agreed, what was used, what it costs, what is billed. See README.md. */
export { openSubscription } from './contribution.ts'
export { agreementChanged, agreementMade, creditIssued, invoiceFinal, invoicePaid } from './events.ts'
export type { SubscriptionParts, SubscriptionService } from './service.ts'
export type { Agreement, AgreementAction, NewAgreement, Terms } from './agreement/agreements.ts'

/** `facet rate` and `facet bill`: the rules without a server. */
export { rateCommand } from './pricing/rate/command.ts'
export { billCommand } from './invoice/command.ts'

/**
 * Exact prices. `readPricing({ model: 'standard', unitPrice: '0.02' })` checks terms, or refuses them with every
 * problem; `rate(pricing, { quantity: 3n * ONE })` answers the amount and the lines that add up to it.
 * A quantity counts 10^-26 and an amount 10^-60: `decimalText(amount, AMOUNT_DIGITS)` writes it as decimal text.
 */
export { AMOUNT_DIGITS, decimalText, ONE } from './pricing/exact.ts'
export { rate, readPricing } from './pricing/rate/rate.ts'

/**
 * The replay. `readScenario(file, until)` reads what was agreed, done and used, or refuses it with every problem;
 * `billAgreement(…)` answers every invoice and credit note from the first day to `until`, each line with the usage
 * events and item spans behind it. Pure: the same input gives the same documents, and a later `until` only adds to them.
 */
export { billAgreement, type Billing } from './invoice/bill.ts'
export { readScenario } from './invoice/scenario/scenario.ts'
export { seedUsage, type DemoUsage } from './demo.ts'
