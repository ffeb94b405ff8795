/** A person's judgement of a conversation on the rules' own sheet; its agent may dispute it, and it is settled. */
import { clock, invalidInput, newId, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { notify } from '#engine/notify'
import { sql, type Tx } from '#engine/store'
import { inSight } from '../inbox/sight.ts'
import type { Outcome } from '../quality/rule.ts'
import { weigh } from '../quality/score.ts'
import { findCard } from '../quality/list.ts'
import { isBlind } from './blind.ts'
import { reviewRefusals } from './errors.ts'
import { disputedNotice, reviewedNotice, settledNotice } from './notices.ts'

export type Verdicts = Readonly<Record<string, Outcome>>

export interface Review {
  readonly reviewId: string
  readonly conversationId: string
  readonly reviewerId: string
  readonly reviewerName: string
  readonly standard: number
  readonly verdicts: Verdicts
  readonly score: number | null
  readonly comment: string | null
  readonly state: 'given' | 'disputed' | 'settled'
  readonly dispute: string | null
  readonly disputedAt: string | null
  readonly upheld: boolean | null
  readonly settlement: string | null
  readonly settledBy: string | null
  readonly givenAt: string
}

const COLUMNS = sql.raw(`r.review_id as "reviewId", r.conversation_id as "conversationId",
  r.reviewer_id as "reviewerId", r.reviewer_name as "reviewerName", r.standard, r.verdicts, r.score, r.comment,
  r.state, r.dispute, r.disputed_at as "disputedAt", r.upheld, r.settlement, r.settled_by as "settledBy",
  r.given_at as "givenAt"`)

/** Who reads everybody's reviews, once he has judged himself; an agent reads those of his own conversations. */
const REVIEWERS = ['supervisor', 'service_manager', 'administrator'] as const

export function listReviews(tx: Tx, context: Context, conversationId: string): Promise<Review[]> {
  const { tenantId, actor } = context
  const readsAll = REVIEWERS.some((role) => actor.roles.includes(role))
  return tx.all(sql<Review>`
    select ${COLUMNS} from conversation.review r
    join conversation.conversation c on c.tenant_id = r.tenant_id and c.conversation_id = r.conversation_id
    where r.tenant_id = ${tenantId} and r.conversation_id = ${conversationId}
      and (${readsAll} or c.agent_id::text = ${actor.id}) and not ${isBlind(context)}
    order by r.given_at, r.review_id`)
}

export interface Judgement {
  readonly conversationId: string
  readonly verdicts: Verdicts
  readonly comment: string | null
}

/** Who judges again changes his own judgement, until it is disputed. Every rule of the card must be judged. */
export async function giveReview(tx: Tx, context: Context, given: Judgement): Promise<void> {
  const { tenantId, actor } = context
  const { conversationId, verdicts, comment } = given
  const card = await findCard(tx, context, conversationId)
  if (!card) throw reviewRefusals.notJudged()
  const missing = card.results.filter(({ rule }) => verdicts[rule] === undefined)
  if (missing.length > 0)
    throw invalidInput(missing.map(({ rule }) => ({ path: `/verdicts/${rule}`, message: 'is not judged' })))
  const judged = card.results.map((result) => ({ ...result, outcome: verdicts[result.rule]! }))
  const kept = Object.fromEntries(judged.map(({ rule, outcome }) => [rule, outcome]))
  const changed = await tx.run(sql`
    insert into conversation.review as r (tenant_id, review_id, conversation_id, reviewer_id, reviewer_name, standard,
      verdicts, blind_verdicts, score, comment, given_at)
    select ${tenantId}, ${newId()}, ${conversationId}, ${actor.id}, ${actor.name}, ${card.standard}::int,
      ${JSON.stringify(kept)}::jsonb, case when ${isBlind(context)} then ${JSON.stringify(kept)}::jsonb end,
      ${weigh(judged)}::int, ${comment}, ${clock.date()}
    from conversation.conversation c where c.tenant_id = ${tenantId} and c.conversation_id = ${conversationId}
    on conflict (tenant_id, conversation_id, reviewer_id) do update set standard = excluded.standard,
      verdicts = excluded.verdicts, score = excluded.score, comment = excluded.comment, version = r.version + 1
      where r.state = 'given'`)
  if (changed === 0) throw reviewRefusals.reviewIsSettled()
  if (card.agentId === null) return
  await notify(tx, context, reviewedNotice, {
    userIds: [card.agentId],
    params: { by: actor.name },
    link: linkTo(conversationId),
    source: `review:${conversationId}:${actor.id}`,
  })
}

/** The agent of the conversation does not agree, and says why. */
export async function disputeReview(tx: Tx, context: Context, reviewId: string, text: string): Promise<void> {
  const review = await lockReview(tx, context, reviewId)
  if (review.agentId !== context.actor.id) throw reviewRefusals.notYourConversation()
  if (review.state !== 'given') throw reviewRefusals.reviewIsSettled()
  await tx.run(sql`
    update conversation.review set state = 'disputed', dispute = ${text}, disputed_by = ${context.actor.name},
      disputed_at = ${clock.date()}, version = version + 1
    where tenant_id = ${context.tenantId} and review_id = ${reviewId}`)
  await notify(tx, context, disputedNotice, {
    userIds: [review.reviewerId],
    params: { by: context.actor.name, text },
    link: linkTo(review.conversationId),
    source: `review:${reviewId}:disputed`,
  })
}

/** The judgement stands or falls; one that falls counts no longer. */
export async function settleReview(
  tx: Tx,
  context: Context,
  reviewId: string,
  { upheld, text }: { upheld: boolean; text: string },
): Promise<void> {
  const review = await lockReview(tx, context, reviewId)
  if (review.state !== 'disputed') throw reviewRefusals.notDisputed()
  await tx.run(sql`
    update conversation.review set state = 'settled', upheld = ${upheld}, settlement = ${text},
      settled_by = ${context.actor.name}, settled_at = ${clock.date()}, version = version + 1
    where tenant_id = ${context.tenantId} and review_id = ${reviewId}`)
  await audit(tx, context, {
    action: 'conversation.review.settle',
    subject: `conversation:${review.conversationId}`,
    after: { reviewId, upheld },
  })
  if (review.agentId === null) return
  await notify(tx, context, settledNotice, {
    userIds: [review.agentId],
    params: { by: context.actor.name, text },
    link: linkTo(review.conversationId),
    source: `review:${reviewId}:settled`,
  })
}

interface LockedReview extends Review {
  readonly agentId: string | null
}

async function lockReview(tx: Tx, context: Context, reviewId: string): Promise<LockedReview> {
  const review = await tx.find(sql<LockedReview>`
    select ${COLUMNS}, c.agent_id as "agentId" from conversation.review r
    join conversation.conversation c on c.tenant_id = r.tenant_id and c.conversation_id = r.conversation_id
    where r.tenant_id = ${context.tenantId} and r.review_id = ${reviewId} and ${inSight(context)} for update of r`)
  if (!review) throw reviewRefusals.reviewNotFound()
  return review
}

function linkTo(conversationId: string): string {
  return `/conversation/${conversationId}?beside=quality`
}
