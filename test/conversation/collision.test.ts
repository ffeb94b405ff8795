import { expect, test } from 'vitest'
import { newId, type Context } from '#engine/kernel'
import { invite, reply } from '../../domains/conversation/inbox/commands.ts'
import { tellLooking } from '../../domains/conversation/inbox/signs.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { openStudio } from './studio.ts'

test('who answers what a colleague has answered meanwhile is asked first; a repetition is not', async () => {
  const studio = await openStudio()
  const { database, parts } = studio
  const [su, luo] = [await studio.addAgent('苏晴'), await studio.addAgent('罗倩')]
  const conversationId = await studio.write(await studio.addChannel('web'), 'li', '几点到？')
  await database.withTenant(su, (tx) => takeNext(tx, su, su.actor.id))
  await database.withTenant(su, (tx) => invite(tx, su, conversationId, luo.actor.id))
  const seen = 2
  const say = (by: Context, clientId: string, place?: number) =>
    reply(parts, by, { conversationId, clientId, content: { type: 'text', text: '三点' }, seen: place })

  const first = newId()
  expect(await say(luo, first, seen)).toMatchObject({ outcome: 'stored', seq: 3 })
  expect(await say(luo, first, seen)).toMatchObject({ outcome: 'repeated', seq: 3 })
  await expect(say(su, newId(), seen)).rejects.toMatchObject({
    code: 'conversation.answered-meanwhile',
    params: { name: '罗倩' },
  })
  expect(await say(su, newId(), 3)).toMatchObject({ outcome: 'stored', seq: 4 })
  expect(await say(luo, newId())).toMatchObject({ outcome: 'stored', seq: 5 })
  await expect(say(luo, newId(), 3)).rejects.toMatchObject({ code: 'conversation.answered-meanwhile' })
})

test('who looks is told to colleagues alone', async () => {
  const heard: unknown[] = []
  const live = () => ({
    attach: () => ({ receive() {}, closed() {} }),
    broadcast: (_tenant: string, topic: string, name: string, data: unknown) => void heard.push([topic, name, data]),
  })
  const studio = await openStudio({ live })
  const agent = await studio.addAgent('苏晴')
  const conversationId = newId()
  tellLooking(studio.parts, agent, conversationId, 'here')
  expect(heard).toEqual([
    [
      `conversation.colleagues:${conversationId}`,
      'conversation.looking',
      { agentId: agent.actor.id, name: '苏晴', state: 'here' },
    ],
  ])
})
