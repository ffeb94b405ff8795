import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { wordsOf } from '../words/word-list.ts'
import type { Account, HandOver, Said, Speaker } from './account.ts'

/** Longer conversations are judged by this many of their messages. */
const MESSAGES_MAX = 2000

interface Line {
  readonly seq: number
  readonly by: Speaker
  readonly type: string
  readonly internal: boolean
  readonly text: string
  readonly content: { readonly event?: string; readonly details?: Readonly<Record<string, unknown>> }
  readonly at: string
}

/** A closed conversation, with what the score card says beside its score. */
export interface Judged {
  readonly conversationId: string
  readonly channelId: string
  readonly agentId: string | null
  readonly teamId: string | null
  readonly rating: number | null
  readonly queuedAt: string | null
  readonly closedAt: string
}

/** Undefined: it is not closed. Its row is locked, so that two judgements follow one another. */
export function lockJudged(tx: Tx, { tenantId }: Context, conversationId: string): Promise<Judged | undefined> {
  return tx.find(sql<Judged>`
    select conversation_id as "conversationId", channel_id as "channelId", agent_id as "agentId", team_id as "teamId",
      rating, queued_at as "queuedAt", closed_at as "closedAt"
    from conversation.conversation
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and status = 'closed' for update`)
}

export async function accountOf(tx: Tx, context: Context, judged: Judged): Promise<Account> {
  const lines = await tx.all(sql<Line>`
    select seq, author_kind as by, type, internal, text, case when type = 'event' then content else '{}' end as content,
      created_at as at
    from conversation.message
    where tenant_id = ${context.tenantId} and conversation_id = ${judged.conversationId} and recalled_at is null
    order by seq limit ${MESSAGES_MAX}`)
  const said = lines.filter(({ type, internal }) => type !== 'event' && !internal).map(toSaid)
  const { matcher } = await wordsOf(tx, context, 'agent')
  return {
    said,
    handOvers: lines.flatMap(handOverOf),
    queuedAtMs: judged.queuedAt === null ? null : Date.parse(judged.queuedAt),
    rating: ratingOf(judged, lines),
    sensitive: said.filter(({ by, text }) => by === 'agent' && matcher.finds(text)).map(({ seq }) => seq),
  }
}

function toSaid({ seq, by, text, at }: Line): Said {
  return { seq, by, text, atMs: Date.parse(at) }
}

function handOverOf({ seq, content: { event, details } }: Line): HandOver[] {
  if (event === 'transferred') return [{ seq, summarised: isTold(details?.['note']) }]
  if (event === 'handed_over') return [{ seq, summarised: isTold(details?.['wants']) }]
  return []
}

function isTold(words: unknown): boolean {
  return typeof words === 'string' && words.trim() !== ''
}

function ratingOf({ rating }: Judged, lines: readonly Line[]): Account['rating'] {
  if (rating === null) return null
  const line = lines.findLast(({ content }) => content.event === 'rated')
  return { value: rating, seq: line?.seq ?? null }
}
