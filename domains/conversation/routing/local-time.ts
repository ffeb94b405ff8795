import type { Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import { tenantZone } from '#engine/tenancy'

/** A moment as the company's clocks show it, in words for a customer. */
export async function localTime(tx: Tx, context: Context, ms: number, locale: string): Promise<string> {
  const zone = await tenantZone(tx, context)
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
  return format.format(ms)
}
