import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import { phrase } from '../thread/phrases.ts'
import type { Placeholder } from '../thread/placeholders.ts'

interface Names {
  readonly customer: string | null
  readonly organisation: string | null
  readonly channel: string
  readonly locale: string | null
}

/** What the placeholders of a text mean in one conversation, in the customer's language. */
export async function wordsOf(
  tx: Tx,
  { tenantId, actor }: Context,
  conversationId: string,
): Promise<Record<Placeholder, string>> {
  const names = await tx.find(sql<Names>`
    select coalesce(p.name, k.name) as customer, o.name as organisation, h.name as channel, k.locale
    from conversation.conversation c
    join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
    join conversation.channel h on h.tenant_id = c.tenant_id and h.channel_id = c.channel_id
    left join engine.person p on p.tenant_id = k.tenant_id and p.id = k.person_id
    left join engine.organisation o on o.tenant_id = k.tenant_id and o.id = k.customer_id
    where c.tenant_id = ${tenantId} and c.conversation_id = ${conversationId}`)
  if (!names) throw conversationRefusals.conversationNotFound()
  return {
    customer: names.customer ?? phrase(names.locale, 'unnamed'),
    organisation: names.organisation ?? phrase(names.locale, 'your-company'),
    agent: actor.name,
    channel: names.channel,
  }
}
