import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

/**
 * Finds the person behind a contact whom somebody has already met on this kind of channel, and the customer that he
 * belongs to: the nearest organisation of kind `customer` above him.
 */
export async function recogniseContact(
  tx: Tx,
  { tenantId }: Context,
  contactId: string,
  channelKind: string,
): Promise<void> {
  await tx.run(sql`
    update conversation.contact k set person_id = p.id, vip = k.vip or p.vip, name = coalesce(k.name, p.name),
      locale = coalesce(p.locale, k.locale), version = k.version + 1,
      customer_id = (
        select c.id from engine.organisation o
        join engine.organisation c on c.tenant_id = o.tenant_id and c.id = any(o.path) and c.kind = 'customer'
        where o.tenant_id = p.tenant_id and o.id = p.organisation_id
        order by array_position(o.path, c.id) desc limit 1)
    from engine.person_identity i join engine.person p on p.tenant_id = i.tenant_id and p.id = i.person_id
    where k.tenant_id = ${tenantId} and k.contact_id = ${contactId} and k.person_id is null
      and i.tenant_id = ${tenantId} and i.channel = ${channelKind} and i.external_id = k.external_id`)
}
