import { afterEach, expect, test } from 'vitest'
import { createModelPort } from '#engine/ai'
import { freezeClock, newId } from '#engine/kernel'
import type { KnowledgePort } from '#domains/conversation'
import { testDatabase } from '#test/database'
import { startModelSimulator, type ModelSimulator } from '#test/model-simulator'
import { draftReply } from '../../domains/conversation/assist/draft.ts'
import { standingOf } from '../../domains/conversation/assist/model.ts'
import { suggestReplies } from '../../domains/conversation/assist/suggest.ts'
import { summarise } from '../../domains/conversation/assist/summary.ts'
import { translate, translateMessage } from '../../domains/conversation/assist/translate.ts'
import { note, reply } from '../../domains/conversation/inbox/commands.ts'
import { saveCannedReply } from '../../domains/conversation/inbox/canned-reply.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { openStudio } from './studio.ts'

const VPN = { articleId: '01890000-0000-7000-8000-0000000000a1', title: 'VPN 连不上', answer: '先重启客户端，再登录。' }

/** An article about the VPN, and nothing else. */
const knowledge: KnowledgePort = {
  answerFrom: async (_context, question) => ({
    threshold: 0.62,
    candidates: question.includes('VPN') ? [{ ...VPN, confidence: 0.81 }] : [],
  }),
  findArticle: async () => undefined,
}

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function served(words: string, withModel = true) {
  const simulator = withModel ? await startModelSimulator() : undefined
  if (simulator) stops.push(() => simulator.stop())
  const settings = simulator && {
    url: simulator.url,
    model: 'm-1',
    timeoutMs: 500,
    allowPrivate: true,
    budget: { tokensPerDay: 100_000 },
  }
  const model = createModelPort(await testDatabase(), settings)
  const studio = await openStudio({ knowledge, model })
  const agent = await studio.addAgent('苏晴')
  const channel = await studio.addChannel('web')
  const conversationId = await studio.write(channel, 'li', words)
  await studio.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  return { studio, agent, channel, conversationId, simulator: simulator as ModelSimulator }
}

test('articles and canned replies are suggested without a model, each with its confidence beside the threshold', async () => {
  const { studio, agent, conversationId } = await served('VPN 又连不上了，怎么办？', false)
  const reply = { shortcut: 'vpn', title: 'VPN 连不上怎么办', text: '{customer}好，VPN 连不上请先重启。', own: false }
  await studio.database.withTenant(agent, (tx) => saveCannedReply(tx, agent, { ...reply, locale: 'zh-CN' }))
  const { question, threshold, items } = await suggestReplies(studio.parts, agent, conversationId)
  expect({ question, threshold }).toEqual({ question: 'VPN 又连不上了，怎么办？', threshold: 0.62 })
  expect(items.map(({ kind, title }) => [kind, title])).toContainEqual(['article', VPN.title])
  expect(items.find(({ kind }) => kind === 'canned')).toMatchObject({ text: '您好，VPN 连不上请先重启。' })
  expect(items.every(({ confidence }) => confidence >= threshold * 0.35 && confidence <= 1)).toBe(true)
  expect(await standingOf(studio.parts, agent)).toEqual({ model: 'absent', until: null })
  expect(await draftReply(studio.parts, agent, conversationId)).toMatchObject({ because: 'not-configured' })
})

test('a draft stands on the article and the thread, hides telephone numbers from the model, and is not sent', async () => {
  const { studio, agent, conversationId, simulator } = await served('VPN 连不上，我的手机 13800138000')
  await note(studio.parts, agent, { conversationId, clientId: newId(), text: '此人很急', mentions: [] })
  simulator.script({ say: '请先重启客户端。' })
  expect(await draftReply(studio.parts, agent, conversationId)).toEqual({
    kind: 'text',
    text: '请先重启客户端。',
    sources: [{ articleId: VPN.articleId, title: VPN.title, confidence: 0.81 }],
    threshold: 0.62,
  })
  const [system, user] = simulator.requests[0]!.body.messages!
  expect(system!.content).not.toContain('连不上')
  expect(user!.content).toContain(VPN.answer)
  expect(user!.content).toContain('[PHONE_1]')
  expect(user!.content).not.toContain('13800138000')
  expect(user!.content).not.toContain('此人很急')
  const sent = await studio.rows(`select 1 from conversation.message where author_kind = 'agent' and not internal
    and content ->> 'type' = 'text'`)
  expect(sent).toEqual([])
})

test('where no article answers there is no draft, and the model is not asked', async () => {
  const { studio, agent, conversationId, simulator } = await served('空调漏水')
  expect(await draftReply(studio.parts, agent, conversationId)).toEqual({
    kind: 'none',
    because: 'no-source',
    until: null,
  })
  expect(simulator.requests).toEqual([])
})

test('a message and a draft are translated; a failing endpoint rests, and says until when', async () => {
  const frozen = freezeClock('2026-11-20T06:00:00Z')
  stops.push(() => frozen.release())
  const { studio, agent, conversationId, simulator } = await served('VPN 连不上')
  simulator.script({ say: 'The VPN does not connect' }, { say: '请重启' }, ...Array(5).fill({ status: 500 }))
  const place = { conversationId, seq: 1 }
  expect(await translateMessage(studio.parts, agent, place, 'en')).toEqual({
    kind: 'text',
    text: 'The VPN does not connect',
  })
  expect(await translate(studio.parts, agent, 'Please restart', 'zh-CN')).toEqual({ kind: 'text', text: '请重启' })
  for (let round = 0; round < 5; round++) await translate(studio.parts, agent, 'x', 'zh-CN')
  const rests = '2026-11-20T06:00:30Z'
  expect(await translate(studio.parts, agent, 'x', 'zh-CN')).toEqual({ kind: 'none', because: 'resting', until: rests })
  expect(await standingOf(studio.parts, agent)).toEqual({ model: 'resting', until: rests })
  await expect(translateMessage(studio.parts, agent, { conversationId, seq: 99 }, 'en')).rejects.toThrow(
    'conversation.message-not-found',
  )
})

test('the facts for a hand-over need no model; sentences come with one', async () => {
  const { studio, agent, channel, conversationId, simulator } = await served('VPN 连不上')
  await reply(studio.parts, agent, {
    conversationId,
    clientId: newId(),
    content: { type: 'text', text: '请重启客户端' },
  })
  await note(studio.parts, agent, { conversationId, clientId: newId(), text: '已看过日志', mentions: [] })
  await studio.write(channel, 'li', '还是不行')
  simulator.script({ say: 'Wants VPN back; restart did not help.' })
  const { facts, sentences } = await summarise(studio.parts, agent, conversationId)
  expect(facts).toMatchObject({
    wants: 'VPN 连不上',
    said: '请重启客户端',
    waitsFor: '还是不行',
    notes: ['已看过日志'],
    links: [],
  })
  expect(sentences).toEqual({ kind: 'text', text: 'Wants VPN back; restart did not help.' })
  simulator.script('silence')
  expect((await summarise(studio.parts, agent, conversationId)).sentences).toMatchObject({ because: 'too-slow' })
})
