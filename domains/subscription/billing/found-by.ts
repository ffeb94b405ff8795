import type { Context } from '#engine/kernel'
import { sql } from '#engine/store'
import type { RawBuilder } from 'kysely'

/** Of customers whose name is typed half, no more than these are looked through. */
const CUSTOMERS_MAX = 200

/**
 * `INV-2026-00` is the beginning of a number; anything else is a part of the customer's name, in either language, or of
 * `more`, the thing's own words.
 */
export function foundBy(context: Context, text: string | undefined, more?: string): RawBuilder<boolean> {
  if (text === undefined || text === '') return sql`true`
  if (/^[a-z]{2,6}-[\d-]*$/i.test(text)) {
    const beginning = text.toUpperCase()
    return sql`number between ${beginning} and ${`${beginning}~`}`
  }
  const words = text.toLowerCase()
  const named = sql<boolean>`customer_id = any(array(
    select o.id from engine.organisation o
    where o.tenant_id = ${context.tenantId}
      and (position(${words} in lower(o.name)) > 0 or position(${words} in lower(coalesce(o.alias, ''))) > 0)
    limit ${CUSTOMERS_MAX}))`
  return more === undefined ? named : sql<boolean>`(${named} or position(${words} in lower(${sql.raw(more)})) > 0)`
}
