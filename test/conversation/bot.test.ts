import { expect, test } from 'vitest'
import { clock, newId } from '#engine/kernel'
import type { Candidate, KnowledgePort } from '#domains/conversation'
import { on, openPostgresBus, startDispatcher, type Subscriber } from '#engine/events'
import { handedOver } from '#domains/conversation'
import { openStudio } from './studio.ts'

const ARTICLE: Candidate = {
  articleId: 'kb-318',
  title: 'Windows 磁盘健康警告',
  answer: '请先保存文件，不要强制关机。',
  updatedAt: '2026-09-01',
  confidence: 0.8,
}

/** Knows one thing; how sure it is depends on the words. */
const knowledge: KnowledgePort = {
  answerFrom: (_context, question) =>
    Promise.resolve({
      threshold: 0.62,
      candidates: [{ ...ARTICLE, confidence: question.includes('磁盘') ? 0.8 : question.includes('慢') ? 0.41 : 0.1 }],
    }),
  findArticle: (_context, id) => Promise.resolve(id === ARTICLE.articleId ? ARTICLE : undefined),
}

async function chat() {
  const studio = await openStudio({ knowledge })
  const channel = await studio.addChannel('web', {}, { bot: true, botName: '小万' })
  const customer = newId()
  const say = async (text: string, choiceId?: string): Promise<string> => {
    await studio.service.receive(studio.context, channel.channelId, {
      kind: 'message',
      externalId: customer,
      sourceId: newId(),
      content: { type: 'text', text, ...(choiceId === undefined ? {} : { choiceId }) },
      sentAt: clock.iso(),
    })
    const [row] = await studio.rows<{ id: string }>(
      'select conversation_id as id from conversation.conversation order by opened_at desc limit 1',
    )
    return row!.id
  }
  const turn = (conversationId: string) => studio.run('conversation.bot_turn', { conversationId })
  const ask = async (text: string, choiceId?: string): Promise<string> => {
    const id = await say(text, choiceId)
    await turn(id)
    return id
  }
  const said = () =>
    studio.rows<{ type: string; content: Record<string, unknown> }>(
      `select type, content from conversation.message where author_kind = 'bot' order by seq`,
    )
  const turns = () =>
    studio.rows(
      'select decision, reason, confidence::float4, article_id as article from conversation.bot_turn order by asked_seq',
    )
  const status = async () =>
    (await studio.rows<{ s: string }>('select status as s from conversation.conversation'))[0]?.s
  return { ...studio, channel, say, turn, ask, said, turns, status }
}

test('what it is sure of it answers, in one message, with its source, and asks whether that was it', async () => {
  const { ask, said, turns, status } = await chat()
  await ask('磁盘警告怎么办')
  expect(await said()).toEqual([
    {
      type: 'menu',
      content: expect.objectContaining({
        text: ARTICLE.answer,
        citations: [{ articleId: 'kb-318', title: ARTICLE.title, updatedAt: '2026-09-01' }],
        choices: [
          { id: 'solved', label: '已解决，谢谢' },
          { id: 'person', label: '找人工' },
        ],
      }),
    },
  ])
  expect(await turns()).toEqual([{ decision: 'answer', reason: 'answer', confidence: 0.8, article: 'kb-318' }])
  expect(await status()).toBe('bot')
})

test('several bubbles of a customer are one question, however often the job runs', async () => {
  const { say, turn, said, turns } = await chat()
  await say('你好')
  await say('电脑弹了')
  const id = await say('磁盘警告')
  await Promise.all([turn(id), turn(id), turn(id)])
  await turn(id)
  expect(await said()).toHaveLength(1)
  expect(await turns()).toHaveLength(1)
})

test('"solved" is a confirmed resolution and closes; the figures count it', async () => {
  const { ask, status, rows } = await chat()
  await ask('磁盘警告怎么办')
  const id = await ask('已解决，谢谢', 'solved')
  expect(await status()).toBe('closed')
  expect(
    await rows('select bot_confirmed_at is not null as c, close_reason as r from conversation.conversation'),
  ).toEqual([{ c: true, r: 'resolved' }])
  await rows(`select conversation.roll_up(tenant_id, '${id}') from engine.tenant`)
  expect(
    await rows('select bot_alone::int, bot_confirmed::int, bot_held::int, handed_over::int from conversation.figure'),
  ).toEqual([{ bot_alone: 1, bot_confirmed: 1, bot_held: 1, handed_over: 0 }])
})

test('what it has an idea of it offers; a taken choice is answered, a second miss goes to a person with a card', async () => {
  const { ask, said, turns, status, rows } = await chat()
  await ask('电脑很慢')
  expect((await said())[0]).toMatchObject({ content: { choices: [{ id: 'article:kb-318' }, { id: 'person' }] } })
  await ask('Windows 磁盘健康警告', 'article:kb-318')
  await ask('电脑还是慢，今天要放款')
  await ask('还是慢')
  expect((await turns()).map((row) => (row as { decision: string }).decision)).toEqual([
    'choices',
    'answer',
    'choices',
    'hand_over',
  ])
  expect(await status()).toBe('queued')
  const [note] = await rows(
    `select content, internal from conversation.message where content ->> 'event' = 'handed_over'`,
  )
  expect(note).toMatchObject({
    internal: true,
    content: {
      details: {
        wants: '电脑很慢',
        confirmed: [ARTICLE.title],
        doesNotKnow: '还是慢',
        threshold: 0.62,
        reason: 'not_sure',
      },
    },
  })
})

test.each(['人工', '转人工客服', 'talk to a human'])('"%s" is honoured at once', async (words) => {
  const { ask, status, said } = await chat()
  await ask(words)
  expect(await status()).toBe('queued')
  expect(await said()).toEqual([])
})

test('the flows hear of a hand-over once, with its card', async () => {
  const { ask, database, context } = await chat()
  const heard: unknown[] = []
  const bus = await openPostgresBus(database)
  const subscriber: Subscriber = {
    name: `test-${newId()}`,
    reactions: [
      on(handedOver, async (event, { tenantId }) => {
        if (tenantId === context.tenantId) heard.push(event.card)
      }),
    ],
  }
  const dispatcher = await startDispatcher({ database, bus, subscribers: [subscriber], onFailure: () => {} })
  await ask('一个没人知道的问题')
  await dispatcher.settled()
  await dispatcher.stop()
  await bus.close()
  expect(heard).toEqual([
    { wants: '一个没人知道的问题', confirmed: [], doesNotKnow: '一个没人知道的问题', confidence: 0.1, threshold: 0.62 },
  ])
})
