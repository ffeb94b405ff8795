import { afterEach, expect, test } from 'vitest'
import { freezeClock, type Context, type FrozenClock } from '#engine/kernel'
import { sql } from '#engine/store'
import { reopen } from '../../domains/conversation/close/close.ts'
import { rate } from '../../domains/conversation/close/rating.ts'
import { openStudio, type Studio } from './studio.ts'

let frozen: FrozenClock | undefined
afterEach(() => frozen?.release())

const HOUR_MS = 3_600_000

/** A customer writes, an agent answers and closes it; answers its id. */
async function solve(studio: Studio, agent: Context, externalId: string): Promise<string> {
  const { database, context, service, write } = studio
  const [channel] = await studio.rows<{ id: string }>('select channel_id as id from conversation.channel')
  const found = (await studio.parts.channels.find({ tenantId: context.tenantId, channelId: channel!.id }))!
  const id = await write(found, externalId, '打印机卡纸')
  await database.withTenant(context, async (tx) => {
    await tx.run(sql`
      update conversation.conversation set agent_messages = 1, agent_id = ${agent.actor.id}
      where tenant_id = ${context.tenantId} and conversation_id = ${id}`)
  })
  await service.closeWithSurvey(context, id)
  return id
}

async function rolled(studio: Studio) {
  const { database, context, service } = studio
  await database.withTenant(context, async (tx) => {
    await tx.run(sql`
      select conversation.roll_up(tenant_id, conversation_id) from conversation.conversation
      where tenant_id = ${context.tenantId}`)
  })
  const span = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' }
  const [total] = await service.readFigures(context, { ...span, by: 'total' })
  return { ...total!.indicators, hours: await service.readFigures(context, { ...span, by: 'hour_of_day' }) }
}

test('solved at the first contact: nobody came back in 72 hours, and no customer says otherwise', async () => {
  frozen = freezeClock('2026-11-10T02:30:00Z')
  const studio = await openStudio()
  const { database, context } = studio
  const channel = await studio.addChannel('web')
  const agent = await studio.addAgent('苏晴')
  await solve(studio, agent, 'stays away')
  await solve(studio, agent, 'comes back')
  const unhappy = await solve(studio, agent, 'unhappy')
  await database.withTenant(context, (tx) =>
    rate(tx, context, {
      conversationId: unhappy,
      rating: 2,
      by: { channelId: channel.channelId, externalId: 'unhappy' },
    }),
  )
  frozen.advance(10 * HOUR_MS)
  // The second conversation of "comes back" continues the first, so it is no first contact.
  await solve(studio, agent, 'comes back')
  frozen.advance(80 * HOUR_MS)
  const late = await solve(studio, agent, 'late')
  const { firstContactResolution, reopened, hours } = await rolled(studio)
  expect(firstContactResolution).toBe(2 / 4)
  expect(reopened).toBe(1 / 5)
  // 02:30, 12:30 and 20:30 UTC in Shanghai.
  expect(hours.map(({ key, indicators }) => [key, indicators.conversations])).toEqual([
    ['4', 1],
    ['10', 3],
    ['20', 1],
  ])
  frozen.advance(73 * HOUR_MS)
  await database.withTenant(agent, (tx) => reopen(tx, agent, late, agent.actor.id))
  expect(await studio.rows(`select reopened from conversation.conversation where conversation_id = '${late}'`)).toEqual(
    [{ reopened: false }],
  )
})
