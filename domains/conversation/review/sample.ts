/** The conversations that people read each week; the same week of the same company gives the same choice. */
import { createHash } from 'node:crypto'
import { clock, seededRandom, type Context } from '#engine/kernel'
import { sql, type Database, type Tx } from '#engine/store'
import { inSight } from '../inbox/sight.ts'
import { isBlind } from './blind.ts'
import { choose, type Candidate, type Stratum } from './choose.ts'
import { settingOf } from './setting.ts'

export interface SampleRow {
  readonly conversationId: string
  readonly contactId: string
  readonly contactName: string | null
  readonly agentId: string
  readonly agentName: string | null
  /** Null, as the score: it would tell what the rules say. */
  readonly stratum: Stratum | null
  readonly score: number | null
  readonly rating: number | null
  readonly closedAt: string
  readonly reviews: number
  readonly disputed: number
  /** Whether who asks has judged it. */
  readonly own: boolean
}

/** The Monday of the week, `YYYY-MM-DD`, in the company's zone; −1: of the week before. */
export async function weekOf(tx: Tx, { tenantId }: Context, shift: 0 | -1): Promise<string> {
  const { week } = await tx.one(sql<{ week: string }>`
    select (date_trunc('week', ${clock.date()}::timestamptz at time zone zone)::date + ${shift * 7}::int)::text as week
    from engine.tenant where tenant_id = ${tenantId}`)
  return week
}

/** Fills up each agent's sample of a week; answers how many were added. Again, it adds only what is missing. */
export async function drawSample(tx: Tx, context: Context, week: string): Promise<number> {
  const { tenantId } = context
  const setting = await settingOf(tx, context)
  const agents = await tx.all(sql<{ agentId: string; drawn: number; candidates: Candidate[] }>`
    select s.agent_id as "agentId", (
        select count(*)::int from conversation.review_sample r
        where r.tenant_id = s.tenant_id and r.week = ${week}::date and r.agent_id = s.agent_id) as drawn,
      jsonb_agg(jsonb_build_object('conversationId', s.conversation_id, 'score', s.score, 'rating', s.rating)
        order by s.conversation_id) filter (where not exists (
          select from conversation.review_sample r
          where r.tenant_id = s.tenant_id and r.conversation_id = s.conversation_id)) as candidates
    from conversation.score_card s join engine.tenant t using (tenant_id)
    where s.tenant_id = ${tenantId} and s.current and s.agent_id is not null
      and s.closed_at >= ${week}::date::timestamp at time zone t.zone
      and s.closed_at < (${week}::date + 7)::timestamp at time zone t.zone
    group by s.tenant_id, s.agent_id order by s.agent_id`)
  const drawn = agents.flatMap(({ agentId, drawn: already, candidates }) =>
    choose(candidates ?? [], setting.sampleSize - already, setting, diceOf(tenantId, week, agentId)).map((chosen) => ({
      ...chosen,
      agentId,
    })),
  )
  return tx.run(sql`
    insert into conversation.review_sample (tenant_id, conversation_id, week, agent_id, stratum, drawn_at)
    select ${tenantId}, d."conversationId", ${week}::date, d."agentId", d.stratum, ${clock.date()}
    from jsonb_to_recordset(${JSON.stringify(drawn)}::jsonb) d("conversationId" uuid, "agentId" uuid, stratum text)
    on conflict do nothing`)
}

function diceOf(...seed: readonly string[]) {
  return seededRandom(createHash('sha256').update(seed.join(' ')).digest().readUInt32BE())
}

/** Every Monday, of the week that is over. */
export async function drawLastWeek(database: Database, context: Context): Promise<void> {
  await database.withTenant(context, async (tx) => drawSample(tx, context, await weekOf(tx, context, -1)))
}

/** What was drawn last, not yet judged by who asks first. */
export function listSample(tx: Tx, context: Context, agentId: string | undefined): Promise<SampleRow[]> {
  const { tenantId, actor } = context
  return tx.all(sql<SampleRow>`
    select r.conversation_id as "conversationId", c.contact_id as "contactId",
      coalesce(p.name, k.name) as "contactName", r.agent_id as "agentId", u.name as "agentName",
      case when not ${isBlind(context)} or r.stratum = 'low_rating' then r.stratum end as stratum,
      case when not ${isBlind(context)} then s.score end as score, c.rating, c.closed_at as "closedAt", count(v.review_id)::int as reviews,
      count(v.review_id) filter (where v.state = 'disputed')::int as disputed,
      coalesce(bool_or(v.reviewer_id = ${actor.id}), false) as own
    from conversation.review_sample r
    join conversation.conversation c on c.tenant_id = r.tenant_id and c.conversation_id = r.conversation_id
    join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
    left join engine.person p on p.tenant_id = k.tenant_id and p.id = k.person_id
    left join engine.user_account u on u.tenant_id = r.tenant_id and u.user_id = r.agent_id
    left join conversation.score_card s on s.tenant_id = r.tenant_id and s.conversation_id = r.conversation_id and s.current
    left join conversation.review v on v.tenant_id = r.tenant_id and v.conversation_id = r.conversation_id
    where r.tenant_id = ${tenantId} and c.closed_at is not null and ${inSight(context)}
      and (${agentId ?? null}::uuid is null or r.agent_id = ${agentId ?? null})
    group by r.tenant_id, r.conversation_id, c.tenant_id, c.conversation_id, c.agent_id, c.contact_id, p.name, k.name, r.agent_id, u.name, r.stratum, r.week, s.score,
      c.rating, c.closed_at
    order by disputed desc, own, r.week desc, r.stratum = 'low_rating' desc, u.name collate "zh-x-icu", r.conversation_id limit 300`)
}
