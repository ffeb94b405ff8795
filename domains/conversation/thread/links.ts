import { clock, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

/** How a linked thing stands: a sign, and words in both languages. */
export interface LinkState {
  readonly shape: 'new' | 'open' | 'half' | 'most' | 'hold' | 'done' | 'late'
  readonly en: string
  readonly 'zh-CN': string
}

export interface CaseLink {
  readonly ref: string
  readonly label: string
  /** Absent: what was told before stays. */
  readonly state?: LinkState
  /** Where its page is. */
  readonly path?: string
}

/** Remembers that a thing of another domain belongs to the conversation; `incident:<id>` is opaque here. */
export async function linkTo(
  tx: Tx,
  { tenantId }: Context,
  conversationId: string,
  { ref, label, state, path }: CaseLink,
): Promise<void> {
  await tx.run(sql`
    insert into conversation.link as l (tenant_id, conversation_id, ref, label, state, path, created_at)
    values (${tenantId}, ${conversationId}, ${ref}, ${label}, ${state ? JSON.stringify(state) : null}, ${path ?? null},
      ${clock.date()})
    on conflict (tenant_id, conversation_id, ref) do update set label = excluded.label,
      state = coalesce(excluded.state, l.state), path = coalesce(excluded.path, l.path)`)
}

/** The conversations that a thing belongs to, the latest first. */
export async function conversationsOf(tx: Tx, { tenantId }: Context, ref: string): Promise<string[]> {
  const rows = await tx.all(sql<{ id: string }>`
    select conversation_id as id from conversation.link
    where tenant_id = ${tenantId} and ref = ${ref} order by created_at desc limit 50`)
  return rows.map(({ id }) => id)
}

/** Says who a contact is, once somebody knows. */
export async function identifyContact(
  tx: Tx,
  { tenantId }: Context,
  contactId: string,
  known: { personId: string | null; customerId: string | null; name?: string | undefined; vip?: boolean | undefined },
): Promise<boolean> {
  const changed = await tx.run(sql`
    update conversation.contact set person_id = ${known.personId}, customer_id = ${known.customerId},
      name = coalesce(${known.name ?? null}, name), vip = coalesce(${known.vip ?? null}, vip), version = version + 1
    where tenant_id = ${tenantId} and contact_id = ${contactId}`)
  return changed > 0
}
