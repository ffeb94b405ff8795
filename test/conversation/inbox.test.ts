import { afterEach, expect, test } from 'vitest'
import { clock, freezeClock, newId, type Context, type FrozenClock } from '#engine/kernel'
import { openPostgresBus, startDispatcher } from '#engine/events'
import { saveCannedReply, listCannedReplies } from '../../domains/conversation/inbox/canned-reply.ts'
import { edit, note, reply } from '../../domains/conversation/inbox/commands.ts'
import { countInbox, listInbox, type View } from '../../domains/conversation/inbox/list.ts'
import { setTags } from '../../domains/conversation/inbox/signs.ts'
import { readConversation, readCustomerCard } from '../../domains/conversation/inbox/read.ts'
import { close, reopen } from '../../domains/conversation/close/close.ts'
import { closeIdle } from '../../domains/conversation/close/idle.ts'
import { rate } from '../../domains/conversation/close/rating.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { ACCOUNT } from './fake-wechat.ts'
import { openStudio, type Studio } from './studio.ts'

let frozen: FrozenClock | undefined
afterEach(() => frozen?.release())

const list = ({ database }: Studio, context: Context, view: View, limit = 50, after?: string) =>
  database.withTenant(context, (tx) => listInbox(tx, context, { view, limit, after }))
const say = ({ parts }: Studio, agent: Context, conversationId: string, text: string) =>
  reply(parts, agent, { conversationId, clientId: newId(), content: { type: 'text', text } })

test('a conversation is found by the beginning of a name and by a tag, and not by a tag that it lost', async () => {
  const studio = await openStudio()
  const { context, database, parts, addChannel, service } = studio
  const channel = await addChannel('web')
  const arrive = async (externalId: string, name: string): Promise<string> => {
    const content = { type: 'text', text: 'hello' } as const
    const arrival = { kind: 'message', externalId, name, sourceId: newId(), content, sentAt: clock.iso() } as const
    await service.receive(context, channel.channelId, arrival)
    const { channelId } = channel
    return (await service.findOpenByContact(context, { channelId, externalId }))!.conversationId
  }
  const [anna, andi] = [await arrive('a', 'Anna Berg'), await arrive('b', 'andi'), await arrive('c', '100%')]
  const found = async (query: { name?: string; tag?: string }): Promise<string[]> => {
    const page = await database.withTenant(context, (tx) =>
      listInbox(tx, context, { view: 'all', limit: 50, ...query }),
    )
    return page.items.map(({ conversationId }) => conversationId).sort()
  }
  expect(await found({ name: 'AN' })).toEqual([anna, andi].sort())
  expect(await found({ name: 'ann' })).toEqual([anna])
  expect(await found({ name: '%' })).toEqual([])
  await setTags(parts, context, anna!, ['vpn', 'urgent'])
  await setTags(parts, context, andi!, ['vpn'])
  expect(await found({ tag: 'vpn' })).toEqual([anna, andi].sort())
  await setTags(parts, context, anna!, ['urgent'])
  expect(await found({ tag: 'vpn' })).toEqual([andi])
  expect(await found({ tag: 'urgent', name: 'a' })).toEqual([anna])
})

test('lists go by deadline, the queue by its order, and pages neither skip nor repeat', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const studio = await openStudio()
  const { database, addAgent, addChannel, write } = studio
  const channel = await addChannel('web')
  const agent = await addAgent('苏晴', { capacity: 20 })
  const ids: string[] = []
  for (let index = 0; index < 9; index++) {
    ids.push(await write(channel, `c${index}`, `question ${index}`))
    frozen.advance(1000)
  }
  const waiting = await list(studio, agent, 'queue')
  expect(waiting.items.map(({ conversationId }) => conversationId)).toEqual(ids)
  for (let index = 0; index < 6; index++) await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await say(studio, agent, ids[0]!, 'answered: nobody waits here any more')

  const seen: string[] = []
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const page = await list(studio, agent, 'mine', 2, after)
    seen.push(...page.items.map(({ conversationId }) => conversationId))
    after = page.next ?? undefined
  }
  expect(seen).toEqual([...ids.slice(1, 6), ids[0]])
  const counts = await database.withTenant(agent, (tx) => countInbox(tx, agent))
  expect(counts).toMatchObject({
    mine: 6,
    mineUnread: 5,
    queue: 3,
    all: 9,
    longestWaitSince: '2026-11-20T02:00:06.000Z',
  })
  const [first] = (await list(studio, agent, 'mine')).items
  expect(first).toMatchObject({
    unread: 1,
    replyDueAt: '2026-11-20T02:02:01.000Z',
    agentName: '苏晴',
    lastText: 'question 1',
  })
})

test('what Facet itself says is not what a talk was about last', async () => {
  const studio = await openStudio()
  const channel = await studio.addChannel('web')
  const conversationId = await studio.write(channel, 'li', '打印机卡纸')
  const text = { en: 'INC-1 is open', 'zh-CN': '已开单 INC-1' }
  await studio.service.postSystemMessage(studio.context, { conversationId, source: 'incident', text })
  const [row] = await studio.rows('select last_text as words, last_author as who from conversation.conversation')
  expect(row).toEqual({ words: '打印机卡纸', who: 'customer' })
})

test('a month in short: what was measured is what the report says, however often events come', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const studio = await openStudio()
  const { database, context, service, contribution, addAgent, addChannel, write } = studio
  const bus = await openPostgresBus(database)
  const [figures] = contribution.subscribers!
  const subscribers = ['a', 'b'].map((twin) => ({ ...figures!, name: `${figures!.name}-${twin}-${newId()}` }))
  const dispatcher = await startDispatcher({ database, bus, subscribers, onFailure: () => {} })
  const channel = await addChannel('web')
  const agent = await addAgent('苏晴')

  const served = await write(channel, 'served', 'hello')
  frozen.advance(20_000)
  await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  frozen.advance(10_000)
  await say(studio, agent, served, 'what happens?')
  frozen.advance(60_000)
  await write(channel, 'served', 'it is slow')
  frozen.advance(50_000)
  await say(studio, agent, served, 'solved')
  frozen.advance(10_000)
  await service.closeWithSurvey(context, served)
  const by = { channelId: channel.channelId, externalId: 'served' }
  await database.withTenant(context, (tx) => rate(tx, context, { conversationId: served, rating: 5, by }))
  await database.withTenant(context, (tx) =>
    rate(tx, context, { conversationId: served, rating: 5, reason: 'quick', by }),
  )
  await expect(
    database.withTenant(context, (tx) => rate(tx, context, { conversationId: served, rating: 1, by })),
  ).rejects.toThrow('already-rated')

  const left = await write(channel, 'left', 'hello')
  frozen.advance(40_000)
  await database.withTenant(context, (tx) =>
    close(tx, context, channel, { conversationId: left, reason: 'abandoned', survey: false }),
  )
  frozen.advance(3_600_000)
  await write(channel, 'served', 'again')
  await dispatcher.settled()
  await dispatcher.stop()
  await bus.close()

  const query = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', by: 'total' } as const
  const [total] = await service.readFigures(context, query)
  expect(total!.indicators).toEqual({
    conversations: 3,
    // Who was served came back within the hour.
    firstContactResolution: 0,
    botInvolvement: 0,
    botAssumed: null,
    botConfirmed: null,
    botHeld: null,
    automation: 0,
    firstResponseSeconds: 30,
    firstResponseInTime: 1,
    responseSeconds: 40,
    queueSeconds: 20,
    abandonment: 1 / 3,
    abandonSeconds: 40,
    handlingSeconds: 130,
    reopened: 0.5,
    satisfaction: 1,
    responseRate: 1,
    rated: 1,
    messages: 6,
  })
  const byAgent = await service.readFigures(context, { ...query, by: 'agent' })
  expect(byAgent.find(({ key }) => key === agent.actor.id)).toMatchObject({
    name: '苏晴',
    indicators: { conversations: 1 },
  })
  const hours = await service.readFigures(context, { ...query, by: 'hour' })
  expect(hours.map(({ indicators }) => indicators.conversations)).toEqual([2, 1])
  const days = await service.readFigures(context, { ...query, by: 'day' })
  expect(days.map(({ key }) => key)).toEqual(['2026-11-20'])
})

test('who closes can reopen, unless the customer has begun anew', async () => {
  const studio = await openStudio()
  const { database, addAgent, addChannel, write, service, context, rows } = studio
  const channel = await addChannel('web')
  const agent = await addAgent('苏晴')
  const id = await write(channel, 'customer', 'hello')
  await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await service.closeWithSurvey(context, id)
  await expect(say(studio, agent, id, 'one more thing')).rejects.toThrow('conversation.conversation-closed')
  await database.withTenant(agent, (tx) => reopen(tx, agent, id, agent.actor.id))
  await say(studio, agent, id, 'one more thing')
  await service.closeWithSurvey(context, id)
  const next = await write(channel, 'customer', 'a new one')
  expect(next).not.toBe(id)
  await expect(database.withTenant(agent, (tx) => reopen(tx, agent, id, agent.actor.id))).rejects.toThrow(
    'another-open',
  )
  expect(await rows(`select follows_id from conversation.conversation where conversation_id = '${next}'`)).toEqual([
    { follows_id: id },
  ])
})

test('what nobody goes on with is closed; who waits for us is not', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const studio = await openStudio()
  const { parts, database, context, addAgent, addChannel, write, rows } = studio
  const channel = await addChannel('web', {}, { idleMinutes: 30 })
  const agent = await addAgent('苏晴')
  const answered = await write(channel, 'answered', 'hello')
  const unanswered = await write(channel, 'unanswered', 'hello')
  for (let index = 0; index < 2; index++) await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await say(studio, agent, answered, 'anything else?')
  frozen.advance(31 * 60_000)
  await closeIdle(parts, context)
  const states = await rows<{ id: string; status: string }>(
    'select conversation_id as id, status from conversation.conversation',
  )
  expect(states.find(({ id }) => id === answered)!.status).toBe('closed')
  expect(states.find(({ id }) => id === unanswered)!.status).toBe('active')
})

test('who is mentioned in a note may write beside the agent', async () => {
  const studio = await openStudio()
  const { parts, database, addAgent, addChannel, write } = studio
  const channel = await addChannel('web')
  const [agent, dispatcher] = [await addAgent('苏晴'), await addAgent('罗倩', { presence: 'away' })]
  const id = await write(channel, 'customer', 'hello')
  await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await expect(say(studio, dispatcher, id, 'I can come')).rejects.toThrow('not-yours')
  await note(parts, agent, {
    conversationId: id,
    clientId: newId(),
    text: '@罗倩 几点能到？',
    mentions: [dispatcher.actor.id],
  })
  await say(studio, dispatcher, id, 'At two')
})

test('who is mentioned is told once, and finds the conversation again among those he was asked into', async () => {
  const studio = await openStudio()
  const { parts, database, addAgent, addChannel, write } = studio
  const [agent, dispatcher] = [await addAgent('苏晴'), await addAgent('罗倩', { presence: 'away' })]
  const channel = await addChannel('web')
  const id = await write(channel, 'customer', 'hello')
  await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  const asked = {
    conversationId: id,
    clientId: newId(),
    text: '@罗倩 @苏晴 几点能到？',
    mentions: [dispatcher.actor.id, agent.actor.id],
  }
  await note(parts, agent, asked)
  await note(parts, agent, asked)
  expect(await studio.rows('select kind, user_id as "userId", link, params from engine.notification')).toEqual([
    {
      kind: 'conversation.mentioned',
      userId: dispatcher.actor.id,
      link: `/conversation/${id}`,
      params: { by: '苏晴', text: asked.text },
    },
  ])
  const invited = async (context: Context) =>
    (await list(studio, context, 'invited')).items.map(({ conversationId }) => conversationId)
  expect(await invited(dispatcher)).toEqual([id])
  expect(await database.withTenant(dispatcher, (tx) => countInbox(tx, dispatcher))).toMatchObject({
    invited: 1,
    mine: 0,
  })
  expect(await invited(agent)).toEqual([])
  const ending = { conversationId: id, reason: 'resolved', survey: false } as const
  await database.withTenant(agent, (tx) => close(tx, agent, channel, ending))
  expect(await invited(dispatcher)).toEqual([])
})

test.each([
  { kind: 'web', corrects: true, because: 'customers read it from us' },
  { kind: 'wechat', corrects: false, because: 'the platform has it and takes no other words' },
])('a reply on $kind: $because', async ({ kind, corrects }) => {
  const studio = await openStudio()
  const { parts, database, addAgent, addChannel, write } = studio
  const agent = await addAgent('苏晴')
  const settings = kind === 'wechat' ? { ...ACCOUNT, mode: 'plain' } : {}
  const id = await write(await addChannel(kind, settings), 'customer', 'hello')
  await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  const { seq } = await say(studio, agent, id, 'At twelve')
  const detail = await database.withTenant(agent, (tx) => readConversation(tx, agent, id))
  expect(detail.rewords).toBe(corrects)
  const corrected = edit(parts, agent, id, seq, 'At two')
  await (corrects ? corrected : expect(corrected).rejects.toThrow('not-correctable'))
  await expect(edit(parts, await addAgent('罗倩'), id, seq, 'Never')).rejects.toThrow('not-your-message')
})

test('the card beside the thread knows the person and his history', async () => {
  const studio = await openStudio()
  const { database, context, addChannel, write, service, rows } = studio
  const channel = await addChannel('web')
  const by = { channelId: channel.channelId, externalId: 'customer' }
  for (const rating of [5, 4]) {
    const id = await write(channel, 'customer', `rated ${rating}`)
    await service.closeWithSurvey(context, id)
    await database.withTenant(context, (tx) => rate(tx, context, { conversationId: id, rating, by }))
  }
  const id = await write(channel, 'customer', 'now')
  await database.withTenant(context, async (tx) => {
    const { sql } = await import('#engine/store')
    const [organisation, person] = [newId(), newId()]
    await tx.run(
      sql`insert into engine.organisation (tenant_id, id, path, kind, name) values (${context.tenantId}, ${organisation}, ${[organisation]}, 'customer', '恒泰银行')`,
    )
    await tx.run(
      sql`insert into engine.person (tenant_id, id, organisation_id, name, title) values (${context.tenantId}, ${person}, ${organisation}, '李雯', '零售信贷部')`,
    )
    const [contact] = await rows<{ id: string }>('select contact_id as id from conversation.contact')
    await tx.run(
      sql`update conversation.contact set person_id = ${person}, customer_id = ${organisation} where contact_id = ${contact!.id}`,
    )
  })
  expect(await database.withTenant(context, (tx) => readCustomerCard(tx, context, id))).toMatchObject({
    name: '李雯',
    title: '零售信贷部',
    organisationName: '恒泰银行',
    ratingMean: 4.5,
    ratingCount: 2,
    conversations30Days: 3,
    recent: [{ rating: 4 }, { rating: 5 }],
  })
})

test('a shortcut belongs to one canned reply, and everybody may have his own', async () => {
  const { database, addAgent } = await openStudio()
  const [one, two] = [await addAgent('a'), await addAgent('b')]
  const draft = { shortcut: 'hi', title: 'Hello', text: '你好', locale: 'zh-CN', own: false }
  const save = (agent: Context, own: boolean) =>
    database.withTenant(agent, (tx) => saveCannedReply(tx, agent, { ...draft, own }))
  await save(one, false)
  await expect(save(two, false)).rejects.toThrow('conversation.shortcut-taken')
  await save(two, true)
  expect(await database.withTenant(two, (tx) => listCannedReplies(tx, two))).toHaveLength(2)
  expect(await database.withTenant(one, (tx) => listCannedReplies(tx, one))).toHaveLength(1)
})

test('somebody whom the company has met on the channel is recognised, with his company', async () => {
  const { database, context, addChannel, write, rows } = await openStudio()
  const channel = await addChannel('web')
  const [bank, branch, person] = [newId(), newId(), newId()]
  await database.withTenant(context, async (tx) => {
    const { sql } = await import('#engine/store')
    const { tenantId } = context
    await tx.run(sql`insert into engine.organisation (tenant_id, id, parent_id, path, kind, name) values
      (${tenantId}, ${bank}, null, ${[bank]}, 'customer', '恒泰银行'),
      (${tenantId}, ${branch}, ${bank}, ${[bank, branch]}, 'department', '深圳分行')`)
    await tx.run(sql`insert into engine.person (tenant_id, id, organisation_id, name, vip)
      values (${tenantId}, ${person}, ${branch}, '李雯', true)`)
    await tx.run(sql`insert into engine.person_identity (tenant_id, channel, external_id, person_id)
      values (${tenantId}, 'web', 'visitor-li', ${person})`)
  })
  await write(channel, 'visitor-li', 'hello')
  expect(await rows('select name, person_id, customer_id, vip from conversation.contact')).toEqual([
    { name: '李雯', person_id: person, customer_id: bank, vip: true },
  ])
})
