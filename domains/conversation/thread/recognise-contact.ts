import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

/**
 * Finds the person behind a contact whom somebody has already met on this kind of channel, or whose mail address it is
 * and nobody else's; and the customer that he belongs to: the nearest organisation of kind `customer` above him.
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
    from engine.person p
    where k.tenant_id = ${tenantId} and k.contact_id = ${contactId} and k.person_id is null
      and p.tenant_id = ${tenantId} and p.id = coalesce(
        (select i.person_id from engine.person_identity i
          where i.tenant_id = k.tenant_id and i.channel = ${channelKind} and i.external_id = k.external_id),
        (select min(q.id::text)::uuid from engine.person q
          where ${channelKind} = 'email' and q.tenant_id = k.tenant_id and lower(q.email) = k.external_id
            and q.archived_at is null having count(*) = 1))`)
}
