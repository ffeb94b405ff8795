import { expect, test } from 'vitest'
import { openPostgresBus, startDispatcher } from '#engine/events'
import { newId } from '#engine/kernel'
import { edit, reply } from '../../domains/conversation/inbox/commands.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { cautionOf } from '../../domains/conversation/words/guard.ts'
import { listHits } from '../../domains/conversation/words/hits.ts'
import { addWords, listWords, removeWords, WORDS_MAX } from '../../domains/conversation/words/word-list.ts'
import { openStudio } from './studio.ts'

test('a blocked word does not leave, one that is warned of leaves when its author was asked, and both are named', async () => {
  const studio = await openStudio()
  const { database, context, parts } = studio
  const within = <T>(work: Parameters<typeof database.withTenant<T>>[1]) => database.withTenant(context, work)
  const agent = await studio.addAgent('苏晴')
  const conversationId = await studio.write(await studio.addChannel('web'), 'li', '能快点吗')
  await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await within((tx) => addWords(tx, context, { side: 'agent', level: 'block', words: ['加我微信', ' 加我微信 '] }))
  await within((tx) => addWords(tx, context, { side: 'agent', level: 'warn', words: ['保证'] }))
  const say = (text: string, anyway?: boolean) =>
    reply(parts, agent, { conversationId, clientId: newId(), content: { type: 'text', text }, anyway })

  await expect(say('加我微\u200b信 保证')).rejects.toMatchObject({
    code: 'quality.word-blocked',
    params: { word: '加我微信' },
  })
  await expect(say('加我微信', true)).rejects.toMatchObject({ code: 'quality.word-blocked' })
  await expect(say('我保证')).rejects.toMatchObject({ code: 'quality.word-warned', params: { word: '保证' } })
  const { seq } = await say('我保证', true)
  await say('马上到')
  await expect(edit(parts, agent, conversationId, seq, '加我微信')).rejects.toThrow('word-blocked')
  expect(
    await studio.rows(
      `select text from conversation.message where author_kind = 'agent' and type = 'text' order by seq`,
    ),
  ).toEqual([{ text: '我保证' }, { text: '马上到' }])
  const { items } = await within((tx) => listHits(tx, context, { limit: 10 }))
  expect(items).toMatchObject([{ conversationId, seq, word: '保证', side: 'agent', level: 'warn', text: '我保证' }])

  await within((tx) => removeWords(tx, context, { side: 'agent', words: ['保证'] }))
  expect(await within((tx) => cautionOf(tx, context, '我保证'))).toEqual({ outcome: 'clean', words: [] })
})

test('what a customer says is marked in the thread once, for colleagues alone', async () => {
  const studio = await openStudio()
  const { database, context, contribution } = studio
  const within = <T>(work: Parameters<typeof database.withTenant<T>>[1]) => database.withTenant(context, work)
  await within((tx) => addWords(tx, context, { side: 'customer', level: 'mark', words: ['投诉', 'sue'] }))
  const bus = await openPostgresBus(database)
  const words = contribution.subscribers!.find(({ name }) => name === 'conversation-words')!
  const subscribers = ['a', 'b'].map((twin) => ({ ...words, name: `${words.name}-${twin}-${newId()}` }))
  const dispatcher = await startDispatcher({ database, bus, subscribers, onFailure: () => {} })
  const channel = await studio.addChannel('web')
  const conversationId = await studio.write(channel, 'li', '我要投诉！I will ＳＵＥ')
  await studio.write(channel, 'li', '有什么 issue 吗')
  await dispatcher.settled()
  await dispatcher.stop()
  await bus.close()
  expect(
    await studio.rows(`select conversation_id as id, internal, content -> 'details' as details
      from conversation.message where content ->> 'event' = 'word_found'`),
  ).toEqual([{ id: conversationId, internal: true, details: { seq: 1, words: ['sue', '投诉'] } }])
  const { items } = await within((tx) => listHits(tx, context, { limit: 1, side: 'customer' }))
  expect(items).toHaveLength(1)
})

test('a company keeps ten thousand words, and no more', async () => {
  const { database, context } = await openStudio()
  const words = Array.from({ length: WORDS_MAX }, (_, index) => `禁语${index}`)
  await database.withTenant(context, (tx) => addWords(tx, context, { side: 'agent', level: 'mark', words }))
  await expect(
    database.withTenant(context, (tx) => addWords(tx, context, { side: 'customer', level: 'mark', words: ['x'] })),
  ).rejects.toMatchObject({ code: 'quality.too-many-words', params: { max: WORDS_MAX, total: WORDS_MAX + 1 } })
  expect(await database.withTenant(context, (tx) => listWords(tx, context))).toHaveLength(WORDS_MAX)
})
