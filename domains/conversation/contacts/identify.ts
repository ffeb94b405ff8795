/**
 * Somebody finds out who a contact is. The contact is tied to the person, and the person keeps the identity by which the
 * channel knows him: whatever he writes later is recognised. What was known before is answered, so that it can be undone.
 */
import type { Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { getPerson, updatePerson, type Person } from '#engine/party'
import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import { broadcast, type Parts } from '../parts.ts'

/** Both null: a stranger again. A customer alone: somebody of this customer, nobody knows whom. */
export interface Identified {
  readonly personId: string | null
  readonly customerId: string | null
}

interface Contact extends Identified {
  readonly contactId: string
  readonly externalId: string
  readonly channelKind: string
}

/** Answers who it was thought to be before. Refused: organisation-not-found, person-not-found of the party. */
export async function identify(
  parts: Parts,
  context: Context,
  conversationId: string,
  wanted: Identified,
): Promise<Identified> {
  return parts.database.withTenant(context, async (tx) => {
    const contact = await contactOf(tx, context, conversationId)
    const { contactId, personId, customerId } = contact
    const person = wanted.personId === null ? undefined : await getPerson(tx, context, wanted.personId)
    const next = { personId: person?.id ?? null, customerId: await customerOf(tx, context, person, wanted.customerId) }
    if (personId !== null && personId !== next.personId) await forgetIdentity(tx, context, personId, contact)
    if (person) await keepIdentity(tx, context, person, contact)
    await tx.run(sql`
      update conversation.contact set person_id = ${next.personId}, customer_id = ${next.customerId},
        vip = ${person?.vip ?? false}, version = version + 1
      where tenant_id = ${context.tenantId} and contact_id = ${contactId}`)
    const former = { personId, customerId }
    const change = { action: 'conversation.contact.identify', subject: `contact:${contactId}` }
    await audit(tx, context, { ...change, before: former, after: next })
    const topic = `conversation:${conversationId}`
    tx.afterCommit(() => broadcast(parts, context, topic, 'conversation.identified', { conversationId }))
    return former
  })
}

async function contactOf(tx: Tx, { tenantId }: Context, conversationId: string): Promise<Contact> {
  const contact = await tx.find(sql<Contact>`
    select k.contact_id as "contactId", k.external_id as "externalId", h.kind as "channelKind",
      k.person_id as "personId", k.customer_id as "customerId"
    from conversation.conversation c
    join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
    join conversation.channel h on h.tenant_id = c.tenant_id and h.channel_id = c.channel_id
    where c.tenant_id = ${tenantId} and c.conversation_id = ${conversationId} for update of k`)
  if (!contact) throw conversationRefusals.conversationNotFound()
  return contact
}

/** The nearest organisation of kind `customer` above the person; without a person, the one that was named. */
async function customerOf(
  tx: Tx,
  { tenantId }: Context,
  person: Person | undefined,
  named: string | null,
): Promise<string | null> {
  const from = person?.organisationId ?? named
  if (from === null) return null
  const customer = await tx.find(sql<{ id: string }>`
    select c.id from engine.organisation o
    join engine.organisation c on c.tenant_id = o.tenant_id and c.id = any(o.path) and c.kind = 'customer'
    where o.tenant_id = ${tenantId} and o.id = ${from}
    order by array_position(o.path, c.id) desc limit 1`)
  return customer?.id ?? null
}

async function keepIdentity(tx: Tx, context: Context, person: Person, { channelKind, externalId }: Contact) {
  const holder = await tx.find(sql<{ personId: string }>`
    select person_id as "personId" from engine.person_identity
    where tenant_id = ${context.tenantId} and channel = ${channelKind} and external_id = ${externalId}`)
  if (holder?.personId === person.id) return
  if (holder) await forgetIdentity(tx, context, holder.personId, { channelKind, externalId })
  const identities = [...person.identities, { channel: channelKind, externalId }]
  await updatePerson(tx, context, person.id, { identities })
}

async function forgetIdentity(
  tx: Tx,
  context: Context,
  personId: string,
  { channelKind, externalId }: Pick<Contact, 'channelKind' | 'externalId'>,
): Promise<void> {
  const { identities } = await getPerson(tx, context, personId)
  const left = identities.filter((one) => one.channel !== channelKind || one.externalId !== externalId)
  if (left.length < identities.length) await updatePerson(tx, context, personId, { identities: left })
}
