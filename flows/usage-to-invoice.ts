/**
 * At month end everything becomes one invoice: on the first of each month, in the tenant's zone, every agreement is
 * billed up to that day. A run that was cut off goes on with the next; what is billed is never billed again.
 */
import { clock, type Context } from '#engine/kernel'
import type { Schedule } from '#engine/jobs'
import type { SubscriptionService } from '#domains/subscription'

/** Early in the night, when the last usage of the month has arrived. */
const RUN_AT = { dayOfMonth: 1, hour: 3 }

export function monthlyInvoices(
  subscription: SubscriptionService,
  todayOf: (context: Context) => Promise<string>,
): Schedule {
  return {
    name: 'usage-to-invoice',
    at: RUN_AT,
    run: async (context) => {
      await subscription.runInvoices(context, await todayOf(context))
    },
  }
}

export function localToday(zone: string): string {
  return clock.now().toZonedDateTimeISO(zone).toPlainDate().toString()
}
