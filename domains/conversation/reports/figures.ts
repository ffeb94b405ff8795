/**
 * The indicators of a service desk, each from sums that can be added over hours, channels, teams and agents.
 * Conversations count in the hour in which they began.
 */
import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { ofOwnTeams } from '../inbox/sight.ts'

/** The sums as they are kept. */
export const MEASURES = [
  'conversations',
  'bot_involved',
  'bot_answered',
  'bot_alone',
  'bot_confirmed',
  'bot_held',
  'handed_over',
  'queued',
  'accepted',
  'abandoned',
  'queue_seconds',
  'abandon_seconds',
  'first_responses',
  'first_response_seconds',
  'first_responses_in_time',
  'responses',
  'response_seconds',
  'handled',
  'handling_seconds',
  'closed',
  'reopened',
  'surveyed',
  'rated',
  'rated_good',
  'rating_sum',
  'customer_messages',
  'agent_messages',
  'bot_messages',
  'first_contacts',
  'first_contact_resolved',
] as const

export type Measure = (typeof MEASURES)[number]
export type Sums = Readonly<Record<Measure, number>>

/** Rates are 0..1, times in seconds; null where nothing was counted that could be divided by. */
export interface Indicators {
  readonly conversations: number
  /** Share of conversations in which the bot spoke. */
  readonly botInvolvement: number | null
  /** Of those: nobody else was needed (assumed), the customer said so (confirmed), and did not return in 72 hours (held). */
  readonly botAssumed: number | null
  readonly botConfirmed: number | null
  readonly botHeld: number | null
  /** Share of all conversations that the bot solved and that held: involvement × resolution. */
  readonly automation: number | null
  /** From the entry into the queue to the first message of an agent. */
  readonly firstResponseSeconds: number | null
  readonly firstResponseInTime: number | null
  /** Of every turn: from the first unanswered message to the answer. */
  readonly responseSeconds: number | null
  readonly queueSeconds: number | null
  /** Customers who left, or were closed, before anybody accepted them. */
  readonly abandonment: number | null
  readonly abandonSeconds: number | null
  /** From acceptance to the end, all stretches of all agents. */
  readonly handlingSeconds: number | null
  /**
   * Of the closed conversations that somebody answered and that continued no earlier one: the customer did not come back
   * in 72 hours, and did not rate 1 or 2. His own word counts more than his silence.
   */
  readonly firstContactResolution: number | null
  /** Share of closed conversations that were opened again, or whose customer came back, within 72 hours. */
  readonly reopened: number | null
  /** Share of 4 and 5 among the ratings; never without the response rate beside it. */
  readonly satisfaction: number | null
  readonly responseRate: number | null
  readonly rated: number
  readonly messages: number
}

export function indicatorsOf(s: Sums): Indicators {
  return {
    conversations: s.conversations,
    botInvolvement: share(s.bot_involved, s.conversations),
    botAssumed: share(s.bot_alone, s.bot_involved),
    botConfirmed: share(s.bot_confirmed, s.bot_involved),
    botHeld: share(s.bot_held, s.bot_involved),
    automation: share(s.bot_held, s.conversations),
    firstResponseSeconds: share(s.first_response_seconds, s.first_responses),
    firstResponseInTime: share(s.first_responses_in_time, s.first_responses),
    responseSeconds: share(s.response_seconds, s.responses),
    queueSeconds: share(s.queue_seconds, s.accepted),
    abandonment: share(s.abandoned, s.queued),
    abandonSeconds: share(s.abandon_seconds, s.abandoned),
    handlingSeconds: share(s.handling_seconds, s.handled),
    firstContactResolution: share(s.first_contact_resolved, s.first_contacts),
    reopened: share(s.reopened, s.closed),
    satisfaction: share(s.rated_good, s.rated),
    responseRate: share(s.rated, s.surveyed),
    rated: s.rated,
    messages: s.customer_messages + s.agent_messages + s.bot_messages,
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

export const DIMENSIONS = ['total', 'hour', 'hour_of_day', 'day', 'channel', 'team', 'agent'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export interface FigureQuery {
  /** RFC 3339; from ≤ hour < to. */
  readonly from: string
  readonly to: string
  readonly by: Dimension
  readonly channelId?: string | undefined
  readonly teamId?: string | undefined
  readonly agentId?: string | undefined
}

export interface FigureRow {
  /** The hour, the local date, the id; null for the total and for "nobody". */
  readonly key: string | null
  readonly name: string | null
  readonly indicators: Indicators
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

const KEYS: Readonly<Record<Dimension, { key: string; name: string; join: string }>> = {
  total: { key: 'null', name: 'null', join: '' },
  hour: { key: 'f.hour', name: 'null', join: '' },
  hour_of_day: {
    key: 'extract(hour from f.hour at time zone t.zone)::int',
    name: 'null',
    join: 'join engine.tenant t using (tenant_id)',
  },
  day: { key: '(f.hour at time zone t.zone)::date', name: 'null', join: 'join engine.tenant t using (tenant_id)' },
  channel: { key: 'f.channel_id', name: 'h.name', join: 'join conversation.channel h using (tenant_id, channel_id)' },
  team: { key: 'f.team_id', name: 'm.name', join: 'left join engine.team m using (tenant_id, team_id)' },
  agent: {
    key: 'f.agent_id',
    name: 'u.name',
    join: 'left join engine.user_account u on u.tenant_id = f.tenant_id and u.user_id = f.agent_id',
  },
}

const SUMS = sql.raw(MEASURES.map((measure) => `coalesce(sum(f.${measure}), 0)::float8 as ${measure}`).join(', '))

export async function readFigures(tx: Tx, context: Context, query: FigureQuery): Promise<FigureRow[]> {
  const { key, name, join } = KEYS[query.by]
  const grouping =
    query.by === 'total' ? sql`` : sql.raw(`group by ${key}${name === 'null' ? '' : `, ${name}`} order by ${key}`)
  const rows = await tx.all(sql<Sums & { key: string | null; name: string | null }>`
    select ${sql.raw(`${key}::text as key, ${name}::text as name`)}, ${SUMS}
    from conversation.figure f ${sql.raw(join)}
    where f.tenant_id = ${context.tenantId} and ${ofOwnTeams(context)} and f.hour >= ${query.from} and f.hour < ${query.to}
      and (${query.channelId ?? null}::uuid is null or f.channel_id = ${query.channelId ?? null})
      and (${query.teamId ?? null}::uuid is null or f.team_id = ${query.teamId ?? null})
      and (${query.agentId ?? null}::uuid is null or f.agent_id = ${query.agentId ?? null})
    ${grouping}`)
  return rows.map((row) => ({
    key: row.key === NOBODY ? null : row.key,
    name: row.name,
    indicators: indicatorsOf(row),
  }))
}
