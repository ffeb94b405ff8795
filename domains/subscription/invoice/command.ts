import { UsageError, type Command } from '#engine/cli'
import { clock } from '#engine/kernel'
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
    return billScenario(await call.readJson(file), call.values['until'] as string | undefined, slowly(call.progress))
  },
}

/** Every invoice and credit note of a scenario, as they are printed. */
export function billScenario(input: unknown, until?: string, onDay?: (date: string, invoices: number) => void) {
  const agreement = readScenario(input, until)
  return printBilling(agreement, billAgreement(agreement, onDay))
}

const PROGRESS_EVERY_MS = 2000

/** A line every two seconds; a short replay says nothing. */
function slowly(progress: (line: string) => void) {
  let last = clock.ms()
  return (date: string, invoices: number): void => {
    if (clock.ms() - last < PROGRESS_EVERY_MS) return
    last = clock.ms()
    progress(`${date}: ${invoices} invoices`)
  }
}
