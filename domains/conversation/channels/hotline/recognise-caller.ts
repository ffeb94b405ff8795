import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

/** Fewer digits are an extension, which says nothing about who calls from outside. */
const DIGITS_MIN = 7

/**
 * Knows a caller by the number in the register of people, with or without the country in front; only where one person
 * alone has it.
 */
export async function recogniseCaller(tx: Tx, { tenantId }: Context, contactId: string, number: string): Promise<void> {
  const digits = number.replace(/\D/g, '')
  if (digits.length < DIGITS_MIN) return
  await tx.run(sql`
    with person as (
      select p.* from engine.person p
      where p.tenant_id = ${tenantId} and length(regexp_replace(p.phone, '\\D', '', 'g')) >= ${DIGITS_MIN}
        and (right(${digits}, length(regexp_replace(p.phone, '\\D', '', 'g'))) = regexp_replace(p.phone, '\\D', '', 'g')
          or right(regexp_replace(p.phone, '\\D', '', 'g'), ${digits.length}) = ${digits})
      limit 2)
    update conversation.contact k set person_id = p.id, name = p.name, vip = k.vip or p.vip, version = k.version + 1,
      customer_id = (
        select c.id from engine.organisation o
        join engine.organisation c on c.tenant_id = o.tenant_id and c.id = any(o.path) and c.kind = 'customer'
        where o.tenant_id = p.tenant_id and o.id = p.organisation_id
        order by array_position(o.path, c.id) desc limit 1)
    from person p
    where k.tenant_id = ${tenantId} and k.contact_id = ${contactId} and k.person_id is null
      and (select count(*) from person) = 1`)
}
