import { clock, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { accountOf, lockJudged } from './gather.ts'
import { scoreOf } from './score.ts'
import { standardOf, type Standard } from './standard.ts'

/**
 * Judges a conversation by the present standard, or forgets that it was judged when it is open again. Judged twice by
 * one standard it has one card; cards of former standards stay, and are not current any more.
 */
export async function judge(tx: Tx, context: Context, conversationId: string, standard?: Standard): Promise<void> {
  const { tenantId } = context
  const judged = await lockJudged(tx, context, conversationId)
  await tx.run(sql`
    update conversation.score_card set current = false
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and current`)
  if (!judged) return
  const { number, rules } = standard ?? (await standardOf(tx, context))
  const { score, results } = scoreOf(await accountOf(tx, context, judged), rules)
  const failed = results.filter(({ outcome }) => outcome === 'failed').map(({ rule }) => rule)
  const { channelId, agentId, teamId, rating, closedAt } = judged
  await tx.run(sql`
    insert into conversation.score_card (tenant_id, conversation_id, standard, current, score, results, failed,
      channel_id, agent_id, team_id, rating, closed_at, scored_at)
    values (${tenantId}, ${conversationId}, ${number}, true, ${score}, ${JSON.stringify(results)}, ${failed},
      ${channelId}, ${agentId}, ${teamId}, ${rating}, ${closedAt}, ${clock.date()})
    on conflict (tenant_id, conversation_id, standard) do update set current = true, score = excluded.score,
      results = excluded.results, failed = excluded.failed, agent_id = excluded.agent_id, team_id = excluded.team_id,
      rating = excluded.rating, closed_at = excluded.closed_at, scored_at = excluded.scored_at`)
}
