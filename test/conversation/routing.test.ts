import { afterEach, expect, test } from 'vitest'
import { freezeClock, newId, type Context, type FrozenClock } from '#engine/kernel'
import { openDatabase, type Database } from '#engine/store'
import { findAgent, setPresence } from '../../domains/conversation/routing/agent.ts'
import { accept, decline, forceAssign, offer, takeNext, takeOver } from '../../domains/conversation/routing/offer.ts'
import { standingOf } from '../../domains/conversation/routing/standing.ts'
import { transfer } from '../../domains/conversation/routing/transfer.ts'
import { openStudio, type Studio } from './studio.ts'

let frozen: FrozenClock | undefined
afterEach(() => frozen?.release())

const take = (database: Database, agent: Context, id: string) =>
  database.withTenant(agent, (tx) => accept(tx, agent, id, agent.actor.id))
const loadOf = ({ database, context }: Studio, agent: Context) =>
  database.withTenant(context, (tx) => findAgent(tx, context.tenantId, agent.actor.id))

test('64 offers to one agent, from two connection pools at once, never exceed his capacity', async () => {
  const studio = await openStudio()
  const { database, context, addAgent, addChannel, write } = studio
  const channel = await addChannel('web')
  const agent = await addAgent('苏晴', { capacity: 5 })
  const waiting: string[] = []
  for (let index = 0; index < 64; index++) waiting.push(await write(channel, `customer-${index}`, 'hello'))
  const other = openDatabase(database.settings, { app: 8, batch: 2 })
  const offers = waiting.map((conversationId, index) =>
    offer(index % 2 === 0 ? database : other, context, { conversationId, agentId: agent.actor.id }),
  )
  const made = (await Promise.all(offers)).filter(Boolean)
  await other.close()
  expect(made).toHaveLength(5)
  expect(await loadOf(studio, agent)).toMatchObject({ load: 5, capacity: 5 })
})

test('offers, take-next and force-assign together never exceed anybody, and nobody is served twice', async () => {
  const studio = await openStudio()
  const { database, context, addAgent, addChannel, write, run, rows } = studio
  const channel = await addChannel('web')
  const agents = [await addAgent('a', { capacity: 3 }), await addAgent('b', { capacity: 4 })]
  for (let index = 0; index < 20; index++) await write(channel, `customer-${index}`, 'hello')
  const waiting = await rows<{ id: string }>('select conversation_id as id from conversation.queue_item')
  const attempts = waiting.flatMap(({ id }, index) => {
    const agent = agents[index % 2]!
    return [
      run('conversation.route'),
      database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id)),
      database.withTenant(context, (tx) => forceAssign(tx, context, id, agent.actor.id, 'force')),
    ]
  })
  await Promise.allSettled(attempts)
  for (const agent of agents) {
    const state = (await loadOf(studio, agent))!
    expect(state.load).toBe(state.capacity)
  }
  const doubled = await rows(`
    select conversation_id from conversation.acceptance where ended_at is null group by 1 having count(*) > 1`)
  expect(doubled).toEqual([])
})

test('an offer that is missed goes to the next agent, and who missed it is away', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const studio = await openStudio()
  const { database, addAgent, addChannel, write, run, rows } = studio
  const channel = await addChannel('web')
  const first = await addAgent('first')
  const id = await write(channel, 'customer', 'hello')
  await run('conversation.route')
  const second = await addAgent('second')
  const offeredTo = async () =>
    (await rows<{ to: string | null }>('select offered_to as to from conversation.queue_item'))[0]?.to
  expect(await offeredTo()).toBe(first.actor.id)

  frozen.advance(29_000)
  await run('conversation.expire_offer', { conversationId: id, agentId: first.actor.id })
  expect(await offeredTo()).toBe(first.actor.id)
  frozen.advance(1000)
  await run('conversation.expire_offer', { conversationId: id, agentId: first.actor.id })
  expect(await offeredTo()).toBeNull()
  expect(
    await rows(`select presence, away_reason as reason from conversation.agent where agent_id = '${first.actor.id}'`),
  ).toEqual([{ presence: 'away', reason: 'missed_offer' }])
  expect(await loadOf(studio, first)).toMatchObject({ missed: { conversationId: id, contactName: null } })
  expect(await rows('select user_id, kind from engine.notification')).toEqual([
    { user_id: first.actor.id, kind: 'conversation.missed_offer' },
  ])
  await run('conversation.route')
  expect(await offeredTo()).toBe(second.actor.id)
  await expect(take(database, first, id)).rejects.toThrow('conversation.not-offered')
  await take(database, second, id)
  expect(await rows('select status, queue_seconds as waited from conversation.conversation')).toEqual([
    { status: 'active', waited: 30 },
  ])
})

test('why an agent is away is forgotten when he is back', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const studio = await openStudio()
  const { database, addAgent, addChannel, write, run } = studio
  const agent = await addAgent('苏晴')
  const conversationId = await write(await addChannel('web'), 'customer', 'hello')
  await run('conversation.route')
  frozen.advance(30_000)
  await run('conversation.expire_offer', { conversationId, agentId: agent.actor.id })
  await database.withTenant(agent, (tx) => setPresence(tx, agent, agent.actor.id, 'away'))
  expect(await loadOf(studio, agent)).toMatchObject({ presence: 'away', awayReason: null, missed: null })
})

test('where a queue is so set, who misses an offer stays and is asked again', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const studio = await openStudio()
  const { context, service, queueId, addAgent, addChannel, write, run, rows } = studio
  const queue = { queueId, name: 'IT', skills: ['it'], teamId: null, calendarId: null, acceptSeconds: 30 }
  await service.saveQueue(context, { ...queue, awayWhenMissed: false })
  const agent = await addAgent('苏晴')
  const conversationId = await write(await addChannel('web'), 'customer', 'hello')
  for (let offers = 0; offers < 2; offers++) {
    await run('conversation.route')
    expect(await rows('select offered_to as to from conversation.queue_item')).toEqual([{ to: agent.actor.id }])
    frozen.advance(30_000)
    await run('conversation.expire_offer', { conversationId, agentId: agent.actor.id })
    expect(await loadOf(studio, agent)).toMatchObject({ presence: 'online', load: 0 })
    frozen.advance(60_000)
  }
})

test('who declines stays online and is not asked again for a minute', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const { database, addAgent, addChannel, write, run, rows } = await openStudio()
  const channel = await addChannel('web')
  const agent = await addAgent('only')
  const id = await write(channel, 'customer', 'hello')
  await run('conversation.route')
  await database.withTenant(agent, (tx) => decline(tx, agent, id, agent.actor.id))
  await run('conversation.route')
  expect(await rows('select offered_to as to from conversation.queue_item')).toEqual([{ to: null }])
  frozen.advance(61_000)
  await run('conversation.route')
  expect(await rows('select offered_to as to from conversation.queue_item')).toEqual([{ to: agent.actor.id }])
})

test('positions are true, and the expected wait is the weighted mean of what others waited', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const { database, context, addAgent, addChannel, write, rows } = await openStudio()
  const channel = await addChannel('web')
  const ids: string[] = []
  for (const name of ['a', 'b', 'c', 'd']) {
    ids.push(await write(channel, name, 'hello'))
    frozen.advance(10_000)
  }
  const agent = await addAgent('苏晴')
  const standing = (id: string) => database.withTenant(context, (tx) => standingOf(tx, context.tenantId, id))
  expect(await Promise.all(ids.map(async (id) => (await standing(id))!.position))).toEqual([1, 2, 3, 4])
  expect(await standing(ids[0]!)).toMatchObject({ waitedSeconds: 40, expectedSeconds: null })
  expect(await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))).toBe(ids[0])
  frozen.advance(10_000)
  await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  // Waited 40 and, newest, also 40 s.
  expect(await standing(ids[2]!)).toMatchObject({ position: 1, expectedSeconds: 40 })
  frozen.advance(600_000)
  expect(await standing(ids[2]!)).toMatchObject({ expectedSeconds: null })
  expect(await rows('select wait_seconds as s from conversation.acceptance order by accepted_at')).toEqual([
    { s: 40 },
    { s: 40 },
  ])
})

test('an important customer overtakes by three minutes of waiting', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const { database, context, service, addChannel, write, rows } = await openStudio()
  const channel = await addChannel('web')
  const known = await write(channel, 'vip', 'hello')
  const [contact] = await rows<{ id: string }>('select contact_id as id from conversation.contact')
  await service.identifyContact(context, contact!.id, { personId: null, customerId: null, vip: true })
  await service.closeWithSurvey(context, known)
  const old = await write(channel, 'old', 'hello')
  frozen.advance(200_000)
  const ordinary = await write(channel, 'ordinary', 'hello')
  frozen.advance(100_000)
  const important = await write(channel, 'vip', 'again')
  const position = async (id: string) =>
    (await database.withTenant(context, (tx) => standingOf(tx, context.tenantId, id)))!.position
  expect([await position(old), await position(important), await position(ordinary)]).toEqual([1, 2, 3])
})

test('a transfer to a colleague has to be accepted, and keeps the place of the arrival when it falls to the queue', async () => {
  const { database, addAgent, addChannel, write, run, rows } = await openStudio()
  const channel = await addChannel('web')
  const [from, to] = [await addAgent('from'), await addAgent('to')]
  const id = await write(channel, 'customer', 'hello')
  await database.withTenant(from, (tx) => takeNext(tx, from, from.actor.id))
  await write(channel, 'later', 'hello')
  await database.withTenant(from, (tx) => transfer(tx, from, id, { agentId: to.actor.id }, '交换机问题'))
  expect(await rows(`select status, agent_id from conversation.conversation where conversation_id = '${id}'`)).toEqual([
    { status: 'queued', agent_id: null },
  ])
  await run('conversation.route')
  const [item] = await rows<{ to: string }>(
    `select offered_to as to from conversation.queue_item where conversation_id = '${id}'`,
  )
  expect(item!.to).toBe(to.actor.id)
  await database.withTenant(to, (tx) => decline(tx, to, id, to.actor.id))
  const order = await rows<{ id: string }>('select conversation_id as id from conversation.queue_item order by rank_at')
  expect(order[0]!.id).toBe(id)
  await run('conversation.route')
  const [next] = await rows<{ to: string }>(
    `select offered_to as to from conversation.queue_item where conversation_id = '${id}'`,
  )
  expect(next!.to).toBe(from.actor.id)
})

test('a supervisor who is no agent takes a conversation over, and nothing else comes to him', async () => {
  const studio = await openStudio()
  const { database, context, addChannel, write, run, rows } = studio
  const channel = await addChannel('web')
  const id = await write(channel, 'customer', 'hello')
  const boss: Context = { ...context, actor: { ...context.actor, kind: 'user', id: newId(), name: '周敏' } }
  await database.withTenant(boss, (tx) => takeOver(tx, boss, id))
  expect(await loadOf(studio, boss)).toMatchObject({ presence: 'offline', load: 1 })
  await write(channel, 'another', 'hello')
  await run('conversation.route')
  expect(await rows('select offered_to from conversation.queue_item')).toEqual([{ offered_to: null }])
})
