import { afterEach, expect, test } from 'vitest'
import { openPostgresBus, startDispatcher } from '#engine/events'
import { freezeClock, newId, type FrozenClock } from '#engine/kernel'
import { listFollowUps } from '../../domains/conversation/follow-up/task.ts'
import { flowOver } from '../../domains/conversation/routing/overflow.ts'
import { saveQueue } from '../../domains/conversation/routing/queue.ts'
import { forceAssign } from '../../domains/conversation/routing/offer.ts'
import { openStudio } from './studio.ts'

let frozen: FrozenClock | undefined
afterEach(() => frozen?.release())

test('who has waited long enough waits on in the other queue, once, with his place in time', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const studio = await openStudio()
  const { database, context, queueId } = studio
  const within = <T>(work: Parameters<typeof database.withTenant<T>>[1]) => database.withTenant(context, work)
  const base = { skills: ['any'], teamId: null, calendarId: null, acceptSeconds: 30 }
  const otherId = await within((tx) => saveQueue(tx, context, { ...base, name: '二线' }))
  const own = { ...base, name: 'IT 支持', skills: ['it'], queueId }
  await expect(
    within((tx) => saveQueue(tx, context, { ...own, overflow: { seconds: 60, queueId } })),
  ).rejects.toMatchObject({ problems: [{ path: '/overflow/queueId', message: 'is the queue itself' }] })
  await within((tx) => saveQueue(tx, context, { ...own, overflow: { seconds: 60, queueId: otherId } }))
  const conversationId = await studio.write(await studio.addChannel('web'), 'li', '在吗')
  const item = () =>
    studio.rows(`select queue_id as "queueId", skills, entered_at as "enteredAt" from conversation.queue_item`)
  const [before] = await item()

  frozen.advance(59_000)
  await within((tx) => flowOver(tx, context, { conversationId, queueId }))
  expect(await item()).toEqual([before])
  frozen.advance(1000)
  await within((tx) => flowOver(tx, context, { conversationId, queueId }))
  await within((tx) => flowOver(tx, context, { conversationId, queueId }))
  expect(await item()).toEqual([{ ...(before as object), queueId: otherId, skills: ['any'] }])
  expect(
    await studio.rows(
      `select content -> 'details' as told from conversation.message where content ->> 'event' = 'overflowed'`,
    ),
  ).toEqual([{ told: { from: 'IT 支持', to: '二线' } }])

  const agent = await studio.addAgent('罗倩', { skills: [] })
  await within((tx) => forceAssign(tx, context, conversationId, agent.actor.id, 'force'))
  expect(await item()).toEqual([])
})

test('who leaves a message is called back, waits no longer, and has not given up', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const studio = await openStudio()
  const { database, context, service, contribution } = studio
  const channel = await studio.addChannel('web')
  const id = await studio.write(channel, 'li', '打印机卡纸')
  const bus = await openPostgresBus(database)
  const named = contribution.subscribers!.filter(({ name }) => /leave-message|figures/.test(name))
  const subscribers = named.map((one) => ({ ...one, name: `${one.name}-${newId()}` }))
  const dispatcher = await startDispatcher({ database, bus, subscribers, onFailure: () => {} })
  const choose = (choiceId: string) =>
    service.receive(context, channel.channelId, {
      kind: 'message',
      externalId: 'li',
      sourceId: newId(),
      content: { type: 'text', text: '留言', choiceId },
      sentAt: '2026-11-20T02:00:01Z',
    })
  await choose(`leave-message:${newId()}`)
  await dispatcher.settled()
  expect(
    await studio.rows(`select 1 from conversation.message where author_kind = 'system' and type = 'text'`),
  ).toEqual([])
  // The message follows at once, before anything was said about the choice.
  await choose(`leave-message:${id}`)
  await studio.write(channel, 'li', '3 楼打印机坏了，回电 138 0013 8000').catch(() => undefined)
  await dispatcher.settled()
  await dispatcher.stop()
  await bus.close()

  const { items } = await database.withTenant(context, (tx) => listFollowUps(tx, context, { state: 'open', limit: 9 }))
  expect(items).toMatchObject([
    { kind: 'message', conversationId: id, reach: '138 0013 8000', text: '3 楼打印机坏了，回电 138 0013 8000' },
  ])
  expect(await studio.rows(`select status, close_reason as reason from conversation.conversation`)).toEqual([
    { status: 'closed', reason: 'message' },
  ])
  const span = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', by: 'total' } as const
  const [total] = await service.readFigures(context, span)
  expect(total?.indicators).toMatchObject({ conversations: 1, abandonment: 0, firstContactResolution: null })
})
