import type { Context } from '#engine/kernel'
import type { StoryParts } from '../parts.ts'
import type { StoryState } from '../state.ts'

type InvoicePanel = NonNullable<StoryState['panels']['invoice']>

const EVENTS_SHOWN = 5

/** The invoice line by line, each with how many usage events lie behind it and the first of them. */
export async function readInvoicePanel(
  { subscription }: StoryParts,
  context: Context,
  invoiceId: string,
): Promise<InvoicePanel> {
  const { invoice, lines } = await subscription.getInvoice(context, invoiceId)
  const { number, periodStart, periodEnd, currency } = invoice
  return {
    number,
    periodStart,
    periodEnd,
    currency,
    netMinor: invoice.netMinor.toString(),
    taxMinor: invoice.taxMinor.toString(),
    totalMinor: invoice.totalMinor.toString(),
    lines: await Promise.all(
      lines.map(async ({ line, kind, name, quantity, days, ofDays, netMinor, taxMinor, totalMinor, evidence }) => ({
        line,
        kind,
        name,
        quantity,
        days,
        ofDays,
        netMinor: netMinor.toString(),
        taxMinor: taxMinor.toString(),
        totalMinor: totalMinor.toString(),
        events: evidence.events.length,
        firstEvents: evidence.events.length === 0 ? [] : await firstEvents(subscription, context, invoiceId, line),
      })),
    ),
  }
}

async function firstEvents(
  subscription: StoryParts['subscription'],
  context: Context,
  invoiceId: string,
  line: number,
) {
  const events = await subscription.lineEvents(context, invoiceId, line)
  return events.slice(0, EVENTS_SHOWN).map(({ id, at, value }) => ({ id, at, value }))
}
