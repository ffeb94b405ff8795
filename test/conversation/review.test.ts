import { afterEach, expect, test } from 'vitest'
import { freezeClock, newId, type Context, type FrozenClock } from '#engine/kernel'
import { sql } from '#engine/store'
import { findCard, listCards, sheetOf } from '../../domains/conversation/quality/list.ts'
import { judge } from '../../domains/conversation/quality/score-card.ts'
import { calibrationOf } from '../../domains/conversation/review/calibration.ts'
import { disputeReview, giveReview, listReviews, settleReview } from '../../domains/conversation/review/review.ts'
import { drawSample, listSample, weekOf } from '../../domains/conversation/review/sample.ts'
import { openStudio, type Studio } from './studio.ts'

let frozen: FrozenClock | undefined
afterEach(() => frozen?.release())

const RULES = [
  'greeting',
  'first_response',
  'every_turn',
  'last_question',
  'confirmation',
  'closing',
  'no_sensitive_word',
  'no_blame',
  'summarised',
  'good_rating',
]

function sheet(failed: readonly string[]) {
  return Object.fromEntries(RULES.map((rule) => [rule, failed.includes(rule) ? 'failed' : 'passed'] as const))
}

/** Conversations of one agent that ended an hour apart, judged by the rules. */
async function closed(studio: Studio, agent: Context, count: number): Promise<string[]> {
  const { database, context, write } = studio
  const channel = await studio.addChannel('web')
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    const id = await write(channel, `c${index}`, '打印机卡纸')
    await database.withTenant(context, async (tx) => {
      await tx.run(sql`delete from conversation.queue_item where tenant_id = ${context.tenantId}`)
      await tx.run(sql`
        update conversation.conversation set status = 'closed', agent_id = ${agent.actor.id},
          closed_at = ${new Date(Date.parse('2026-11-18T02:00:00Z') + index * 3_600_000)}, rating = ${index === 0 ? 1 : null}
        where tenant_id = ${context.tenantId} and conversation_id = ${id}`)
      await judge(tx, context, id)
    })
    ids.push(id)
  }
  return ids
}

/** Every closed conversation is to be read by people. */
function drawAll({ database, context }: Studio): Promise<number> {
  return database.withTenant(context, (tx) =>
    tx.run(sql`
      insert into conversation.review_sample (tenant_id, conversation_id, week, agent_id, stratum, drawn_at)
      select tenant_id, conversation_id, '2026-11-16', agent_id, 'low_score', closed_at
      from conversation.conversation where tenant_id = ${context.tenantId} and status = 'closed'`),
  )
}

test('who is to judge learns nothing of what the rules or others say before he has', async () => {
  const studio = await openStudio()
  const { database, context } = studio
  const agent = await studio.addAgent('苏晴')
  const [id = ''] = await closed(studio, agent, 2)
  const reader = (name: string, role: string) => ({
    ...context,
    actor: { ...context.actor, id: newId(), name, roles: [role] } as Context['actor'],
  })
  const [boss, second, manager] = [
    reader('周敏', 'supervisor'),
    reader('罗倩', 'supervisor'),
    reader('方洁', 'service_manager'),
  ]
  const as = <T>(who: Context, work: Parameters<typeof database.withTenant<T>>[1]) => database.withTenant(who, work)
  const give = (who: Context) =>
    as(who, (tx) => giveReview(tx, who, { conversationId: id, verdicts: sheet([]), comment: null }))
  const told = (who: Context) =>
    as(who, async (tx) => ({
      card: sheetOf(await findCard(tx, who, id)).card !== null,
      reviews: (await listReviews(tx, who, id)).length,
      score: (await listCards(tx, who, { order: 'latest', limit: 9 })).items.find((row) => row.conversationId === id)
        ?.score,
      lowest: (await listCards(tx, who, { order: 'lowest', limit: 9 })).items.length,
      failed: (await listCards(tx, who, { order: 'latest', failed: 'greeting', limit: 9 })).items.length,
      sample: (await listSample(tx, who, undefined)).find((row) => row.conversationId === id),
    }))
  const everything = { card: true, score: expect.any(Number), sample: { stratum: 'low_score' } }
  expect(await told(boss), 'it is not drawn yet').toMatchObject({ card: true, score: expect.any(Number), lowest: 2 })
  await drawAll(studio)
  const nothing = { card: false, reviews: 0, score: null, lowest: 0, failed: 0, sample: { stratum: null, score: null } }
  expect(await told(boss)).toMatchObject(nothing)
  expect(sheetOf(await as(boss, (tx) => findCard(tx, boss, id))).toJudge.toSorted()).toEqual(RULES.toSorted())

  await give(boss)
  expect(await told(boss)).toMatchObject({ ...everything, reviews: 1, lowest: 1 })
  expect(await told(second), 'the other one still has to').toMatchObject(nothing)
  expect(await told(manager), 'she judges nothing').toMatchObject({ ...everything, reviews: 1, lowest: 2 })
  expect(await told(agent), 'it is about him').toMatchObject({ card: true, reviews: 1 })

  const [review] = await as(boss, (tx) => listReviews(tx, boss, id))
  await as(agent, (tx) => disputeReview(tx, agent, review!.reviewId, '不对'))
  expect(await told(second), 'he has to settle it').toMatchObject({ ...everything, reviews: 1, lowest: 1 })
  await give(second)
  expect(await as(context, (tx) => calibrationOf(tx, context, {})), 'he knew').toMatchObject({ reviews: 1 })
})

test('a week is drawn for each agent, low ratings among them, and again nothing is added', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const studio = await openStudio()
  const { database, context } = studio
  const ids = await closed(studio, await studio.addAgent('苏晴'), 12)
  const within = <T>(work: Parameters<typeof database.withTenant<T>>[1]) => database.withTenant(context, work)
  const week = await within((tx) => weekOf(tx, context, 0))
  expect(week).toBe('2026-11-16')
  expect(await within((tx) => drawSample(tx, context, week))).toBe(6)
  expect(await within((tx) => drawSample(tx, context, week))).toBe(0)
  const rows = await within((tx) => listSample(tx, context, undefined))
  expect(rows.find(({ stratum }) => stratum === 'low_rating')?.conversationId).toBe(ids[0])
  expect(rows.every(({ own, reviews }) => !own && reviews === 0)).toBe(true)
  expect(await within(async (tx) => drawSample(tx, context, await weekOf(tx, context, -1)))).toBe(0)
})

test('a review is disputed by the agent alone, settled once, and what falls no longer counts', async () => {
  const studio = await openStudio()
  const { database, context } = studio
  const [agent, other] = [await studio.addAgent('苏晴'), await studio.addAgent('罗倩')]
  const [id = ''] = await closed(studio, agent, 1)
  await drawAll(studio)
  const boss = { ...context, actor: { ...context.actor, id: newId(), name: '周敏', roles: ['supervisor'] } }
  const head = { ...boss, actor: { ...boss.actor, id: newId(), name: '罗主管' } }
  const as = <T>(who: Context, work: Parameters<typeof database.withTenant<T>>[1]) => database.withTenant(who, work)

  const give = (who: Context, failed: readonly string[]) =>
    as(who, (tx) => giveReview(tx, who, { conversationId: id, verdicts: sheet(failed), comment: null }))
  await give(boss, ['greeting'])
  await give(boss, ['greeting', 'closing'])
  await give(head, [])
  await expect(
    as(boss, (tx) => giveReview(tx, boss, { conversationId: id, verdicts: { greeting: 'passed' }, comment: null })),
  ).rejects.toMatchObject({ code: 'engine.invalid-input' })

  const [review] = await as(boss, (tx) => listReviews(tx, boss, id))
  expect(review).toMatchObject({ reviewerName: '周敏', score: 85, state: 'given' })
  expect(await as(other, (tx) => listReviews(tx, other, id))).toEqual([])
  const before = await as(context, (tx) => calibrationOf(tx, context, {}))
  expect(before).toMatchObject({ reviews: 2, readTwice: 1 })
  const amongPeople = (rule: string) => before.rules.find((one) => one.rule === rule)?.amongPeople
  expect(amongPeople('greeting')).toMatchObject({ count: 1, agreed: 0 })
  expect(amongPeople('closing'), 'changed after he had seen the others').toMatchObject({ count: 1, agreed: 1 })

  const { reviewId } = review!
  await expect(as(other, (tx) => disputeReview(tx, other, reviewId, '不对'))).rejects.toThrow('not-your-conversation')
  await expect(as(boss, (tx) => settleReview(tx, boss, reviewId, { upheld: true, text: 'x' }))).rejects.toThrow(
    'not-disputed',
  )
  await as(agent, (tx) => disputeReview(tx, agent, reviewId, '我问候了'))
  await expect(give(boss, [])).rejects.toThrow('review-is-settled')
  await as(boss, (tx) => settleReview(tx, boss, reviewId, { upheld: false, text: '确实问候了' }))
  expect(await as(agent, (tx) => listReviews(tx, agent, id))).toMatchObject([
    { state: 'settled', upheld: false, dispute: '我问候了', settlement: '确实问候了' },
    { state: 'given' },
  ])
  expect(await as(context, (tx) => calibrationOf(tx, context, {}))).toMatchObject({ reviews: 1, readTwice: 0 })
})
