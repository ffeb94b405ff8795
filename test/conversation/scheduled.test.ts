import { afterEach, expect, test } from 'vitest'
import { clock, freezeClock, newId, type Context, type FrozenClock } from '#engine/kernel'
import { openPostgresBus, startDispatcher } from '#engine/events'
import { close } from '../../domains/conversation/close/close.ts'
import { readThread } from '../../domains/conversation/inbox/read.ts'
import {
  cancelScheduled,
  changeScheduled,
  listScheduled,
  schedule,
} from '../../domains/conversation/later/scheduled.ts'
import { sendScheduledNow } from '../../domains/conversation/later/send.ts'
import { sendTimesOf } from '../../domains/conversation/later/times.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { openStudio } from './studio.ts'

const API_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

let frozen: FrozenClock | undefined
afterEach(() => frozen?.release())

async function served(kind = 'web', window?: { expiresAt: string; sends: number }) {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const studio = await openStudio()
  const { database, parts, service, context } = studio
  const agent = await studio.addAgent('苏晴')
  const channel = await studio.addChannel(kind, kind === 'api' ? { secret: API_SECRET } : {})
  const { channelId } = channel
  const arrival = { kind: 'message', externalId: 'li', content: { type: 'text', text: '几点好？' } } as const
  const write = () =>
    service.receive(context, channelId, {
      ...arrival,
      sourceId: newId(),
      sentAt: clock.iso(),
      ...(window ? { window } : {}),
    })
  await write()
  const { conversationId } = (await service.findOpenByContact(context, { channelId, externalId: 'li' }))!
  await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  const later = (minutes: number, more: { text?: string; scheduledId?: string } = {}) => ({
    scheduledId: newId(),
    text: '明早见',
    sendAt: new Date(clock.ms() + minutes * 60_000).toISOString(),
    ...more,
  })
  const waiting = (by: Context = agent) => database.withTenant(by, (tx) => listScheduled(tx, by, conversationId))
  const said = async () => {
    const { items } = await database.withTenant(agent, (tx) => readThread(tx, agent, conversationId, { limit: 50 }))
    return items.flatMap(({ content, author }) =>
      content.type === 'text' && author.kind === 'agent' ? [content.text] : [],
    )
  }
  return { studio, parts, agent, channel, conversationId, later, waiting, said, write }
}

test('it is sent once at its time and not before, by whoever wrote it', async () => {
  const { studio, parts, agent, conversationId, later, waiting, said } = await served()
  const draft = later(60)
  await schedule(parts, agent, conversationId, draft)
  await schedule(parts, agent, conversationId, draft)
  const run = () => studio.run('conversation.send_scheduled', { scheduledId: draft.scheduledId })
  await run()
  expect(await said()).toEqual([])
  expect(await waiting()).toMatchObject([{ agentName: '苏晴', state: 'waiting', text: '明早见' }])
  frozen!.advance(60 * 60_000)
  await run()
  await run()
  expect(await said()).toEqual(['明早见'])
  expect(await waiting()).toEqual([])
})

test('it can be changed, sent at once and called off while it waits', async () => {
  const { studio, parts, agent, conversationId, later, waiting, said } = await served()
  const [first, second] = [later(60), later(60)]
  await schedule(parts, agent, conversationId, first)
  await schedule(parts, agent, conversationId, second)
  const change = { text: '后天见', sendAt: later(120).sendAt, version: 1 }
  await changeScheduled(parts, agent, first.scheduledId, change)
  await expect(changeScheduled(parts, agent, first.scheduledId, change)).rejects.toThrow('engine.version-conflict')
  frozen!.advance(61 * 60_000)
  await studio.run('conversation.send_scheduled', { scheduledId: first.scheduledId })
  expect(await said()).toEqual([])
  await sendScheduledNow(parts, agent, first.scheduledId)
  await cancelScheduled(parts, agent, second.scheduledId)
  await cancelScheduled(parts, agent, second.scheduledId)
  await studio.run('conversation.send_scheduled', { scheduledId: second.scheduledId })
  expect(await said()).toEqual(['后天见'])
  expect(await waiting()).toEqual([])
  await expect(cancelScheduled(parts, agent, first.scheduledId)).rejects.toThrow('conversation.scheduled-is-over')
  await expect(schedule(parts, agent, conversationId, later(-1))).rejects.toThrow('conversation.schedule-too-early')
})

test('the platform’s window counts at the time of sending, and so does what already waits', async () => {
  const window = { expiresAt: '2026-11-22T02:00:00.000Z', sends: 2 }
  const { parts, agent, conversationId, later } = await served('api', window)
  await expect(schedule(parts, agent, conversationId, later(49 * 60))).rejects.toMatchObject({
    code: 'conversation.window-closed-then',
    params: { closesAt: window.expiresAt },
  })
  await schedule(parts, agent, conversationId, later(60))
  await schedule(parts, agent, conversationId, later(120))
  await expect(schedule(parts, agent, conversationId, later(180))).rejects.toThrow('conversation.quota-used')
})

test('who has closed the conversation meanwhile hears that it was not sent', async () => {
  const { studio, parts, agent, channel, conversationId, later, waiting, said } = await served()
  const draft = later(60)
  await schedule(parts, agent, conversationId, draft)
  await studio.database.withTenant(agent, (tx) =>
    close(tx, agent, channel, { conversationId, reason: 'resolved', survey: false }),
  )
  frozen!.advance(61 * 60_000)
  await studio.run('conversation.send_scheduled', { scheduledId: draft.scheduledId })
  expect(await said()).toEqual([])
  expect(await waiting()).toMatchObject([{ state: 'failed', failure: 'conversation.conversation-closed' }])
  const told = await studio.rows<{ kind: string; userId: string }>(
    'select kind, user_id as "userId" from engine.notification',
  )
  expect(told).toEqual([{ kind: 'conversation.scheduled_not_sent', userId: agent.actor.id }])
})

test('a customer who writes first is told of, once', async () => {
  const { studio, parts, agent, conversationId, later, waiting, write } = await served()
  const { database, contribution } = studio
  await schedule(parts, agent, conversationId, later(60))
  const bus = await openPostgresBus(database)
  const subscribers = contribution.subscribers!.filter(({ name }) => name === 'conversation-scheduled')
  const named = subscribers.map((one) => ({ ...one, name: `${one.name}-${newId()}` }))
  const dispatcher = await startDispatcher({ database, bus, subscribers: named, onFailure: () => {} })
  await dispatcher.settled()
  await write()
  await write()
  await dispatcher.settled()
  await dispatcher.stop()
  await bus.close()
  expect((await waiting())[0]).toMatchObject({ state: 'waiting', customerWroteAt: expect.any(String) })
  const told = await studio.rows<{ kind: string }>('select kind from engine.notification')
  expect(told).toEqual([{ kind: 'conversation.customer_wrote_first' }])
})

test('tomorrow morning is the customer’s: of the site that is nearest to him', async () => {
  const { studio, agent, conversationId } = await served()
  const times = await studio.database.withTenant(agent, (tx) => sendTimesOf(tx, agent, conversationId))
  expect(times).toMatchObject({ inOneHour: '2026-11-20T03:00:00.000Z', tomorrow: '2026-11-21T01:00:00.000Z' })
})
