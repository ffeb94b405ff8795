/** Conversations by what the rules say of them. */
import type { Context, Page } from '#engine/kernel'
import { beyond, sql, toPage, type Tx } from '#engine/store'
import { inSight, ofOwnTeams } from '../inbox/sight.ts'
import { isBlind } from '../review/blind.ts'
import type { RuleResult } from './score.ts'

export interface CardQuery {
  readonly order: 'lowest' | 'latest'
  readonly failed?: string | undefined
  readonly agentId?: string | undefined
  readonly channelId?: string | undefined
  readonly teamId?: string | undefined
  /** RFC 3339; from ≤ end < to. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

export interface CardRow {
  readonly conversationId: string
  readonly contactId: string
  readonly contactName: string | null
  readonly channelId: string
  readonly channelKind: string
  readonly channelName: string
  readonly agentId: string | null
  readonly agentName: string | null
  readonly standard: number
  /** Who asks is to judge it first: he is told neither the score nor what failed. */
  readonly blind: boolean
  readonly score: number | null
  readonly failed: readonly string[]
  readonly rating: number | null
  readonly closedAt: string
}

export interface Card extends CardRow {
  readonly results: readonly RuleResult[]
  readonly scoredAt: string
  /** What former standards said. */
  readonly former: readonly { readonly standard: number; readonly score: number | null; readonly scoredAt: string }[]
}

const columns = (context: Context) => sql`s.conversation_id as "conversationId", c.contact_id as "contactId",
  coalesce(p.name, k.name) as "contactName", s.channel_id as "channelId", h.kind as "channelKind",
  h.name as "channelName", s.agent_id as "agentId", u.name as "agentName", s.standard, ${isBlind(context)} as blind,
  case when not ${isBlind(context)} then s.score end as score,
  case when ${isBlind(context)} then '{}' else s.failed end as failed, s.rating, s.closed_at as "closedAt"`

const JOINS = sql.raw(`
  join conversation.conversation c on c.tenant_id = s.tenant_id and c.conversation_id = s.conversation_id
  join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
  join conversation.channel h on h.tenant_id = s.tenant_id and h.channel_id = s.channel_id
  left join engine.person p on p.tenant_id = k.tenant_id and p.id = k.person_id
  left join engine.user_account u on u.tenant_id = s.tenant_id and u.user_id = s.agent_id`)

export async function listCards(tx: Tx, context: Context, query: CardQuery): Promise<Page<CardRow>> {
  const { order, failed = null, agentId = null, channelId = null, teamId = null, from = null, to = null } = query
  const [key, direction] = order === 'lowest' ? (['s.score', 'asc'] as const) : (['s.closed_at', 'desc'] as const)
  const rows = await tx.all(sql<CardRow & { position: string }>`
    select ${columns(context)}, ${sql.raw(key)}::text as position from conversation.score_card s ${JOINS}
    where s.tenant_id = ${context.tenantId} and ${inSight(context)} and s.current and (${order} = 'latest' or s.score is not null)
      and (${failed}::text is null or ${failed} = any(s.failed))
      and ((${order} = 'latest' and ${failed}::text is null) or not ${isBlind(context)})
      and (${agentId}::uuid is null or s.agent_id = ${agentId})
      and (${channelId}::uuid is null or s.channel_id = ${channelId})
      and (${teamId}::uuid is null or s.team_id = ${teamId})
      and (${from}::timestamptz is null or s.closed_at >= ${from})
      and (${to}::timestamptz is null or s.closed_at < ${to})
      and ${beyond([key, 's.conversation_id'], query.after, direction)}
    order by ${sql.raw(`${key} ${direction}, s.conversation_id ${direction}`)} limit ${query.limit + 1}`)
  return toPage(rows, query.limit, ({ position, conversationId }) => [position, conversationId])
}

/** The card of a conversation as the rules have it, for whoever asks; undefined: it is not closed. */
export async function findCard(tx: Tx, context: Context, conversationId: string): Promise<Card | undefined> {
  const { tenantId } = context
  return tx.find(sql<Card>`
    select ${columns(context)}, s.results, s.scored_at as "scoredAt",
      coalesce((select jsonb_agg(jsonb_build_object('standard', f.standard, 'score', f.score, 'scoredAt', f.scored_at)
          order by f.standard desc)
        from conversation.score_card f
        where f.tenant_id = s.tenant_id and f.conversation_id = s.conversation_id and not f.current), '[]') as former
    from conversation.score_card s ${JOINS}
    where s.tenant_id = ${tenantId} and s.conversation_id = ${conversationId} and s.current`)
}

/** What may be shown of a card: to whom is to judge first, the rules by their names. */
export function sheetOf(card: Card | undefined): { card: Card | null; toJudge: string[] } {
  return { card: card && !card.blind ? card : null, toJudge: card?.results.map(({ rule }) => rule) ?? [] }
}

export interface RuleCount {
  readonly rule: string
  readonly passed: number
  readonly failed: number
}

export interface QualityFigures {
  readonly judged: number
  /** 0–100; null: nothing was judged. */
  readonly meanScore: number | null
  readonly rules: readonly RuleCount[]
}

/** How often each rule was kept, in the time and for whom the list is about. */
export async function countRules(tx: Tx, context: Context, query: Omit<CardQuery, 'order' | 'after' | 'limit'>) {
  const { agentId = null, channelId = null, teamId = null, from = null, to = null } = query
  return tx.one(sql<QualityFigures>`
    with card as (
      select score, results from conversation.score_card f
      where tenant_id = ${context.tenantId} and ${ofOwnTeams(context)} and current
        and (${agentId}::uuid is null or agent_id = ${agentId})
        and (${channelId}::uuid is null or channel_id = ${channelId})
        and (${teamId}::uuid is null or team_id = ${teamId})
        and (${from}::timestamptz is null or closed_at >= ${from})
        and (${to}::timestamptz is null or closed_at < ${to})),
    counted as (
      select r ->> 'rule' as rule, count(*) filter (where r ->> 'outcome' = 'passed')::int as passed,
        count(*) filter (where r ->> 'outcome' = 'failed')::int as failed
      from card, jsonb_array_elements(results) r group by 1)
    select (select count(*)::int from card) as judged, (select avg(score)::float8 from card) as "meanScore",
      coalesce((select jsonb_agg(to_jsonb(counted)) from counted), '[]') as rules`)
}
