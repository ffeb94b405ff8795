import { UsageError, type Command } from '#engine/cli'
import { billAgreement } from './bill.ts'
import { printBilling } from './print.ts'
import { readScenario } from './scenario/scenario.ts'

/** `facet bill scenario.json`: replays a customer's months; the format is in docs/integrate/billing-scenarios.md. */
export const billCommand: Command = {
  usage: 'facet bill <scenario.json|-> [--until YYYY-MM-DD]',
  options: { until: { type: 'string' } },

  async run(call) {
    const [file, ...rest] = call.positionals
    if (file === undefined || rest.length > 0) throw new UsageError('name one file, or - for standard input')
    return billScenario(await call.readJson(file), call.values['until'] as string | undefined)
  },
}

/** Every invoice and credit note of a scenario, as they are printed. */
export function billScenario(input: unknown, until?: string) {
  const agreement = readScenario(input, until)
  return printBilling(agreement, billAgreement(agreement))
}
