/** Customers to whom somebody should speak once more: who was not satisfied, and who has left a message. */
import { clock, newId, Refusal, type Context, type Page } from '#engine/kernel'
import { audit } from '#engine/audit'
import { emit } from '#engine/events'
import { beyond, sql, toPage, type Tx } from '#engine/store'
import type { RawBuilder } from 'kysely'
import { followUpChanged } from '../events.ts'
import { inSight } from '../inbox/sight.ts'
import { followUpRefusals } from './errors.ts'

export type FollowUpKind = 'low_rating' | 'message'

export interface FollowUp {
  readonly followUpId: string
  readonly kind: FollowUpKind
  readonly conversationId: string
  readonly contactId: string
  readonly contactName: string | null
  readonly channelKind: string
  readonly channelName: string
  readonly agentName: string | null
  readonly teamName: string | null
  readonly assigneeId: string | null
  readonly assigneeName: string | null
  readonly rating: number | null
  readonly text: string | null
  readonly reach: string | null
  readonly state: 'open' | 'done'
  readonly dueAt: string
  readonly result: string | null
  readonly doneBy: string | null
  readonly doneAt: string | null
  readonly openedAt: string
  readonly version: number
}

const COLUMNS = sql.raw(`f.follow_up_id as "followUpId", f.kind, f.conversation_id as "conversationId",
  c.contact_id as "contactId", coalesce(p.name, k.name) as "contactName", h.kind as "channelKind",
  h.name as "channelName", u.name as "agentName", m.name as "teamName", f.assignee_id as "assigneeId",
  w.name as "assigneeName", f.rating, f.text, f.reach, f.state, f.due_at as "dueAt", f.result,
  f.done_by as "doneBy", f.done_at as "doneAt", f.opened_at as "openedAt", f.version`)

const JOINS = sql.raw(`
  join conversation.conversation c on c.tenant_id = f.tenant_id and c.conversation_id = f.conversation_id
  join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
  join conversation.channel h on h.tenant_id = c.tenant_id and h.channel_id = c.channel_id
  left join engine.person p on p.tenant_id = k.tenant_id and p.id = k.person_id
  left join engine.user_account u on u.tenant_id = f.tenant_id and u.user_id = f.agent_id
  left join engine.team m on m.tenant_id = f.tenant_id and m.team_id = f.team_id
  left join engine.user_account w on w.tenant_id = f.tenant_id and w.user_id = f.assignee_id`)

export interface FollowUpQuery {
  readonly state: 'open' | 'done'
  readonly whose?: 'mine' | 'anybody' | undefined
  readonly kind?: FollowUpKind | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Open ones by their due time, done ones by their end. */
export async function listFollowUps(tx: Tx, context: Context, query: FollowUpQuery): Promise<Page<FollowUp>> {
  const { tenantId, actor } = context
  const { state, whose = 'anybody', kind = null, after, limit } = query
  const [key, direction] = state === 'open' ? (['f.due_at', 'asc'] as const) : (['f.done_at', 'desc'] as const)
  const rows = await tx.all(sql<FollowUp & { position: string }>`
    select ${COLUMNS}, ${sql.raw(key)}::text as position from conversation.follow_up_task f ${JOINS}
    where f.tenant_id = ${tenantId} and f.state = ${state} and ${isSeen(context)}
      and (${whose} = 'anybody' or f.assignee_id::text = ${actor.id})
      and (${kind}::text is null or f.kind = ${kind})
      and ${beyond([key, 'f.follow_up_id'], after, direction)}
    order by ${sql.raw(`${key} ${direction}, f.follow_up_id ${direction}`)} limit ${limit + 1}`)
  return toPage(rows, limit, ({ position, followUpId }) => [position, followUpId])
}

/** Of a conversation in sight, or one's own. */
function isSeen(context: Context): RawBuilder<boolean> {
  return sql<boolean>`(${inSight(context)} or f.assignee_id::text = ${context.actor.id})`
}

export interface Cause {
  readonly kind: FollowUpKind
  readonly conversationId: string
  readonly rating: number | null
  readonly text: string | null
  readonly reach: string | null
  /** RFC 3339. */
  readonly dueAt: string
}

/**
 * One for each cause in a conversation; the same again only adds what it did not know. It is the work of a supervisor
 * of the conversation's team, if there is just one; else of whoever takes it.
 */
export async function openFollowUp(tx: Tx, context: Context, cause: Cause): Promise<boolean> {
  const { tenantId } = context
  const { kind, conversationId, rating, text, reach, dueAt } = cause
  const changed = await tx.run(sql`
    insert into conversation.follow_up_task as f (tenant_id, follow_up_id, kind, conversation_id, assignee_id, agent_id,
      team_id, queue_id, rating, text, reach, due_at, opened_at)
    select c.tenant_id, ${newId()}, ${kind}, c.conversation_id, (
        select case when count(*) = 1 then min(m.user_id::text)::uuid end
        from engine.team_member m join engine.user_account u on u.tenant_id = m.tenant_id and u.user_id = m.user_id
        where m.tenant_id = c.tenant_id and m.team_id = c.team_id and 'supervisor' = any(u.roles)
          and u.disabled_at is null),
      c.agent_id, c.team_id, c.queue_id, ${rating}, ${text}, ${reach}, ${dueAt}, ${clock.date()}
    from conversation.conversation c where c.tenant_id = ${tenantId} and c.conversation_id = ${conversationId}
    on conflict (tenant_id, conversation_id, kind) do update set text = coalesce(excluded.text, f.text),
      reach = coalesce(excluded.reach, f.reach), version = f.version + 1
      where coalesce(excluded.text, f.text) is distinct from f.text
        or coalesce(excluded.reach, f.reach) is distinct from f.reach`)
  if (changed > 0) await emit(tx, context, followUpChanged, { conversationId, kind, state: 'open' as const })
  return changed > 0
}

/** Somebody makes it his own. */
export async function takeFollowUp(tx: Tx, context: Context, followUpId: string, version: number): Promise<void> {
  await change(tx, context, followUpId, version, sql`assignee_id = ${context.actor.id}`)
}

/** It was spoken about; what came of it is kept. */
export async function finishFollowUp(
  tx: Tx,
  context: Context,
  followUpId: string,
  { result, version }: { result: string; version: number },
): Promise<void> {
  const done = sql`state = 'done', result = ${result}, done_by = ${context.actor.name}, done_at = ${clock.date()}`
  await change(tx, context, followUpId, version, done)
}

async function change(
  tx: Tx,
  context: Context,
  followUpId: string,
  version: number,
  assignment: ReturnType<typeof sql>,
): Promise<void> {
  const { tenantId } = context
  const task = await tx.find(sql<Pick<FollowUp, 'state' | 'conversationId' | 'kind' | 'version'>>`
    select f.state, f.conversation_id as "conversationId", f.kind, f.version from conversation.follow_up_task f
    join conversation.conversation c on c.tenant_id = f.tenant_id and c.conversation_id = f.conversation_id
    where f.tenant_id = ${tenantId} and f.follow_up_id = ${followUpId} and ${isSeen(context)} for update of f`)
  if (!task) throw followUpRefusals.followUpNotFound()
  if (task.state === 'done') throw followUpRefusals.followUpIsDone()
  if (task.version !== version) throw new Refusal('engine.version-conflict', 412)
  const { state } = await tx.one(sql<{ state: 'open' | 'done' }>`
    update conversation.follow_up_task set ${assignment}, version = version + 1
    where tenant_id = ${tenantId} and follow_up_id = ${followUpId} returning state`)
  const { conversationId, kind } = task
  await audit(tx, context, {
    action: 'conversation.follow_up.change',
    subject: `follow_up:${followUpId}`,
    after: { state },
  })
  await emit(tx, context, followUpChanged, { conversationId, kind, state })
}
