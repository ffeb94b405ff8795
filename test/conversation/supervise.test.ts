import { expect, test } from 'vitest'
import { newId, type Context } from '#engine/kernel'
import { reply } from '../../domains/conversation/inbox/commands.ts'
import { takeNext, takeOver } from '../../domains/conversation/routing/offer.ts'
import { barge, leave, listen, whisper } from '../../domains/conversation/supervise/attend.ts'
import { readBefore } from '../../domains/conversation/thread/message.ts'
import { openStudio } from './studio.ts'

test('a supervisor listens without a trace, whispers to the agent, joins by name, leaves, and takes over', async () => {
  const studio = await openStudio()
  const { database, context, parts } = studio
  const [agent, boss] = [await studio.addAgent('苏晴'), await studio.addAgent('周敏', { presence: 'away' })]
  const as = <T>(who: Context, work: Parameters<typeof database.withTenant<T>>[1]) => database.withTenant(who, work)
  const conversationId = await studio.write(await studio.addChannel('web'), 'li', '几点到')
  await expect(
    as(boss, (tx) => whisper(tx, boss, { conversationId, clientId: newId(), text: '安抚一下' })),
  ).rejects.toThrow('no-agent')
  await as(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  const seen = () => as(context, (tx) => readBefore(tx, context.tenantId, conversationId, undefined, 'customer', 50))
  const before = await seen()

  await as(boss, (tx) => listen(tx, boss, conversationId))
  const clientId = newId()
  const said = await as(boss, (tx) => whisper(tx, boss, { conversationId, clientId, text: '安抚一下' }))
  expect(await as(boss, (tx) => whisper(tx, boss, { conversationId, clientId, text: '安抚一下' }))).toMatchObject({
    outcome: 'repeated',
    seq: said.seq,
  })
  expect(await seen()).toEqual(before)
  expect(await studio.rows(`select action from engine.audit_entry where action = 'conversation.listen'`)).toHaveLength(
    1,
  )
  expect(
    await studio.rows(`select user_id as id from engine.notification where kind = 'conversation.whisper'`),
  ).toEqual([{ id: agent.actor.id }])

  const say = () =>
    reply(parts, boss, { conversationId, clientId: newId(), content: { type: 'text', text: '我是主管' } })
  await expect(say()).rejects.toThrow('not-yours')
  await as(boss, (tx) => barge(tx, boss, conversationId))
  await as(boss, (tx) => barge(tx, boss, conversationId))
  await say()
  await as(boss, (tx) => leave(tx, boss, conversationId))
  await expect(say()).rejects.toThrow('not-yours')
  const after = (await seen()).slice(before.length)
  expect(
    after.map(({ content, author }) => [content.type === 'event' ? content.event : content.type, author.name]),
  ).toEqual([
    ['joined', '周敏'],
    ['text', '周敏'],
    ['left', '周敏'],
  ])

  await as(boss, (tx) => takeOver(tx, boss, conversationId))
  await say()
})
