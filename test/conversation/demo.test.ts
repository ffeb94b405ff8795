import { expect, test } from 'vitest'
import { newId } from '#engine/kernel'
import { seedConversations, type ConversationWorld } from '#domains/conversation'
import { calibrationOf } from '../../domains/conversation/review/calibration.ts'
import { openStudio } from './studio.ts'

test('weeks of conversations are told quickly, keep every rule of a thread, and make honest figures', async () => {
  const { database, context, service, queueId, addAgent, addChannel, rows } = await openStudio()
  const [web, wechat] = [await addChannel('web'), await addChannel('web')]
  const agents = [await addAgent('苏晴', { capacity: 9 }), await addAgent('王磊', { capacity: 9 })]
  const customerId = newId()
  const world: ConversationWorld = {
    seed: 7,
    from: '2026-10-21T00:00:00Z',
    to: '2026-11-20T02:00:00Z',
    zone: 'Asia/Shanghai',
    perDay: 60,
    channels: [
      { channelId: web.channelId, kind: 'web', weight: 2 },
      { channelId: wechat.channelId, kind: 'wechat', weight: 3 },
    ],
    queues: [{ queueId, teamId: null }],
    agents: agents.map(({ actor }) => ({ agentId: actor.id, name: actor.name })),
    supervisors: ['周敏', '林悦'].map((name) => ({ userId: newId(), name })),
    people: Array.from({ length: 80 }, (_, index) => ({
      personId: newId(),
      customerId,
      name: `用户 ${index}`,
      phone: `138${index + 10_000_000}`,
      locale: index % 5 === 0 ? 'en' : 'zh-CN',
    })),
    open: { active: 8, waiting: 9, withBot: 3 },
  }
  const count = await seedConversations({ database, context }, world)
  expect(count).toBeGreaterThan(1200)
  const broken = await rows(`
    select c.conversation_id from conversation.conversation c join conversation.message m using (tenant_id, conversation_id)
    group by c.conversation_id, c.last_seq having count(*) <> c.last_seq or max(m.seq) <> c.last_seq`)
  expect(broken).toEqual([])
  expect(
    await rows(
      `select status, count(*)::int as n from conversation.conversation where status <> 'closed' group by 1 order by 1`,
    ),
  ).toEqual([
    { status: 'active', n: 8 },
    { status: 'bot', n: 3 },
    { status: 'queued', n: 9 },
  ])
  const [total] = await service.readFigures(context, { from: world.from, to: world.to, by: 'total' })
  const { indicators } = total!
  expect(indicators.conversations).toBe(count)
  expect(indicators.botHeld!).toBeLessThan(indicators.botAssumed!)
  expect(indicators.satisfaction!).toBeGreaterThan(0.85)
  expect(indicators.responseRate!).toBeLessThan(0.6)

  const tasks = await rows<{ kind: string; state: string; n: number; complete: boolean }>(`
    select kind, state, count(*)::int as n,
      bool_and(case kind when 'message' then reach is not null else rating <= 2 end
        and (state = 'open') = (result is null) and opened_at < due_at and coalesce(done_at > opened_at, true))
        as complete
    from conversation.follow_up_task group by 1, 2 order by 1, 2`)
  const taskCount = (wanted: string) =>
    tasks.filter(({ kind, state }) => [kind, state].includes(wanted)).reduce((sum, { n }) => sum + n, 0)
  expect(tasks.filter(({ complete }) => !complete)).toEqual([])
  expect([taskCount('message'), taskCount('open')]).toEqual([2, 5])
  expect(taskCount('low_rating')).toBeGreaterThan(4)

  const reviews = await rows<{ disputed: number }>(`
    select reviewer_name as name, count(*)::int as n, count(*) filter (where state = 'disputed')::int as disputed
    from conversation.review join conversation.review_sample using (tenant_id, conversation_id)
    where blind_verdicts = verdicts group by 1 order by 2 desc`)
  expect(reviews.map(({ disputed }) => disputed)).toEqual([1, 0])
  const { reviews: read, readTwice, rules } = await database.withTenant(context, (tx) => calibrationOf(tx, context, {}))
  expect(read).toBeGreaterThan(readTwice)
  expect(readTwice).toBeGreaterThan(0)
  expect(rules.some(({ amongPeople }) => amongPeople.kappa !== null)).toBe(true)
})
