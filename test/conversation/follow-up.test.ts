import { afterEach, expect, test } from 'vitest'
import { openPostgresBus, startDispatcher } from '#engine/events'
import { createUser } from '#engine/identity'
import { freezeClock, newId, type FrozenClock } from '#engine/kernel'
import { sql } from '#engine/store'
import { rate } from '../../domains/conversation/close/rating.ts'
import { finishFollowUp, listFollowUps, takeFollowUp } from '../../domains/conversation/follow-up/task.ts'
import { saveSetting } from '../../domains/conversation/review/setting.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { openStudio } from './studio.ts'

let frozen: FrozenClock | undefined
afterEach(() => frozen?.release())

test('a bad rating becomes one task of the team’s supervisor, who takes it and tells what came of it', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const studio = await openStudio()
  const { database, context, service, contribution } = studio
  const within = <T>(work: Parameters<typeof database.withTenant<T>>[1]) => database.withTenant(context, work)
  const [bossId, teamId] = [
    await within((tx) =>
      createUser(tx, context, { login: `${newId()}@example.com`, name: '周敏', roles: ['supervisor'] }),
    ),
    newId(),
  ]
  const agent = await studio.addAgent('苏晴')
  await within(async (tx) => {
    await tx.run(
      sql`insert into engine.team (tenant_id, team_id, name) values (${context.tenantId}, ${teamId}, '一线')`,
    )
    for (const user of [bossId, agent.actor.id])
      await tx.run(
        sql`insert into engine.team_member (tenant_id, team_id, user_id) values (${context.tenantId}, ${teamId}, ${user})`,
      )
  })
  await service.saveAgent(context, agent.actor.id, { capacity: 5, skills: ['it'], teamId, presence: 'online' })
  const bus = await openPostgresBus(database)
  const reacts = contribution.subscribers!.find(({ name }) => name === 'conversation-low-rating')!
  const subscribers = ['a', 'b'].map((twin) => ({ ...reacts, name: `${reacts.name}-${twin}-${newId()}` }))
  const dispatcher = await startDispatcher({ database, bus, subscribers, onFailure: () => {} })
  const channel = await studio.addChannel('web')
  for (const [externalId, rating] of [
    ['li', 2],
    ['wang', 3],
  ] as const) {
    const conversationId = await studio.write(channel, externalId, '打印机卡纸')
    await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
    await service.closeWithSurvey(context, conversationId)
    const by = { channelId: channel.channelId, externalId }
    await within((tx) => rate(tx, context, { conversationId, rating, by }))
    await within((tx) => rate(tx, context, { conversationId, rating, reason: '等太久', by }))
  }
  await dispatcher.settled()
  const list = (state: 'open' | 'done') => within((tx) => listFollowUps(tx, context, { state, limit: 10 }))
  const { items } = await list('open')
  expect(items).toMatchObject([
    {
      kind: 'low_rating',
      rating: 2,
      text: '等太久',
      assigneeName: '周敏',
      teamName: '一线',
      dueAt: '2026-11-21T02:00:00.000Z',
    },
  ])
  const { followUpId, version } = items[0]!
  const boss = { ...context, actor: { ...context.actor, id: bossId, name: '周敏' } }
  await database.withTenant(boss, (tx) => takeFollowUp(tx, boss, followUpId, version))
  await expect(
    database.withTenant(boss, (tx) => finishFollowUp(tx, boss, followUpId, { result: '已致歉', version })),
  ).rejects.toMatchObject({ code: 'engine.version-conflict' })
  const finish = () =>
    database.withTenant(boss, (tx) => finishFollowUp(tx, boss, followUpId, { result: '已致歉', version: version + 1 }))
  await finish()
  await expect(finish()).rejects.toThrow('follow-up-is-done')
  expect((await list('open')).items).toEqual([])
  expect((await list('done')).items).toMatchObject([{ result: '已致歉', doneBy: '周敏' }])

  const setting = { sampleSize: 6, lowScore: 70, lowRating: 3, followUpHours: 2, version: 0 }
  await within((tx) => saveSetting(tx, context, setting))
  const again = await studio.write(channel, 'zhao', '又坏了')
  await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await service.closeWithSurvey(context, again)
  const by = { channelId: channel.channelId, externalId: 'zhao' }
  await within((tx) => rate(tx, context, { conversationId: again, rating: 3, by }))
  await dispatcher.settled()
  await dispatcher.stop()
  await bus.close()
  expect((await list('open')).items).toMatchObject([{ rating: 3, dueAt: '2026-11-20T04:00:00.000Z' }])
})
