import { afterEach, expect, test } from 'vitest'
import { openPostgresBus, startDispatcher } from '#engine/events'
import { freezeClock, newId, type Context, type FrozenClock } from '#engine/kernel'
import { rate } from '../../domains/conversation/close/rating.ts'
import { reply } from '../../domains/conversation/inbox/commands.ts'
import { countRules, findCard, listCards } from '../../domains/conversation/quality/list.ts'
import { findRescoring, rescore } from '../../domains/conversation/quality/rescore.ts'
import { saveStandard, standardOf } from '../../domains/conversation/quality/standard.ts'
import { reopen } from '../../domains/conversation/close/close.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { openStudio, type Studio } from './studio.ts'

let frozen: FrozenClock | undefined
afterEach(() => frozen?.release())

/** Tells the domain's own subscriber what has happened, each thing twice. */
async function watched(studio: Studio): Promise<() => Promise<void>> {
  const { database, contribution } = studio
  const bus = await openPostgresBus(database)
  const quality = contribution.subscribers!.find(({ name }) => name === 'conversation-quality')!
  const subscribers = ['a', 'b'].map((twin) => ({ ...quality, name: `${quality.name}-${twin}-${newId()}` }))
  const dispatcher = await startDispatcher({ database, bus, subscribers, onFailure: () => {} })
  return async () => {
    await dispatcher.settled()
    await dispatcher.stop()
    await bus.close()
  }
}

async function serve(studio: Studio, agent: Context, externalId: string, answers: readonly string[]) {
  const { database, parts, write, service, context } = studio
  const channel = (await studio.rows<{ id: string }>(`select channel_id as id from conversation.channel`))[0]!
  const found = (await parts.channels.find({ tenantId: context.tenantId, channelId: channel.id }))!
  const conversationId = await write(found, externalId, '打印机卡纸，怎么办？')
  await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  for (const text of answers) {
    await reply(parts, agent, { conversationId, clientId: newId(), content: { type: 'text', text } })
  }
  await service.closeWithSurvey(context, conversationId)
  return { conversationId, by: { channelId: channel.id, externalId } }
}

test('every conversation is judged when it closes, once more when it is rated, and anew when the rules change', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const studio = await openStudio()
  const { database, context } = studio
  const within = <T>(work: Parameters<typeof database.withTenant<T>>[1]) => database.withTenant(context, work)
  const settled = await watched(studio)
  await studio.addChannel('web')
  const agent = await studio.addAgent('苏晴')
  const good = await serve(studio, agent, 'li', ['您好，我来看看', '请再试一次，谢谢'])
  const bad = await serve(studio, agent, 'wang', ['重启'])
  await within((tx) => rate(tx, context, { conversationId: bad.conversationId, rating: 2, by: bad.by }))
  await settled()

  const card = await within((tx) => findCard(tx, context, good.conversationId))
  expect(card).toMatchObject({ score: 100, standard: 0, failed: [], agentName: '苏晴', former: [] })
  expect(card?.results.find(({ rule }) => rule === 'confirmation')?.evidence).toEqual([4])
  const worst = await within((tx) => listCards(tx, context, { order: 'lowest', limit: 1 }))
  // 15 + 10 + 15 + 10 of 80 that apply.
  expect(worst.items[0]).toMatchObject({
    conversationId: bad.conversationId,
    score: 63,
    rating: 2,
    failed: ['greeting', 'confirmation', 'closing', 'good_rating'],
  })
  const rest = await within((tx) => listCards(tx, context, { order: 'lowest', limit: 1, after: worst.next! }))
  expect(rest.items.map(({ conversationId }) => conversationId)).toEqual([good.conversationId])
  const byRule = await within((tx) => listCards(tx, context, { order: 'latest', failed: 'greeting', limit: 9 }))
  expect(byRule.items).toHaveLength(1)
  const counts = await within((tx) => countRules(tx, context, { agentId: agent.actor.id }))
  expect(counts).toMatchObject({ judged: 2, meanScore: 81.5 })
  expect(counts.rules).toContainEqual({ rule: 'greeting', passed: 1, failed: 1 })

  const { rules } = await within((tx) => standardOf(tx, context))
  const onlyGreeting = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, { ...rule, on: name === 'greeting' }]),
  )
  expect(await within((tx) => saveStandard(tx, context, onlyGreeting))).toBe(1)
  const { rescoringId } = await within((tx) => rescore(tx, context))
  await studio.run('conversation.rescore', { rescoringId })
  await studio.run('conversation.rescore', { rescoringId })
  expect(await within((tx) => findRescoring(tx, context))).toMatchObject({ standard: 1, total: 2, done: 2 })
  expect(await within((tx) => findCard(tx, context, bad.conversationId))).toMatchObject({
    score: 0,
    standard: 1,
    former: [{ standard: 0, score: 63 }],
  })
})

test('a conversation that is open again is not judged until it closes', async () => {
  const studio = await openStudio()
  const { database, context } = studio
  await studio.addChannel('web')
  const agent = await studio.addAgent('苏晴')
  const { conversationId } = await serve(studio, agent, 'li', ['您好'])
  const settled = await watched(studio)
  await database.withTenant(agent, (tx) => reopen(tx, agent, conversationId, agent.actor.id))
  await settled()
  expect(await database.withTenant(context, (tx) => findCard(tx, context, conversationId))).toBeUndefined()
})

test('a standard names rules that there are, and at least one counts', async () => {
  const { database, context } = await openStudio()
  const setting = { on: true, weight: 0, fatal: false, limit: null, phrases: [] }
  await expect(
    database.withTenant(context, (tx) => saveStandard(tx, context, { greeting: setting, whistling: setting })),
  ).rejects.toMatchObject({
    problems: [
      { path: '/rules/whistling', message: 'is no rule' },
      { path: '/rules', message: 'has no rule that counts' },
    ],
  })
})
