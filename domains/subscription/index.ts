/** Subscription: everything as a service. What is agreed, what was used, what it costs, what is billed. */
export { rateCommand } from './pricing/rate/command.ts'
export { billCommand } from './invoice/command.ts'
