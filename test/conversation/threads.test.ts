import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clock, newId } from '#engine/kernel'
import { openDatabase } from '#engine/store'
import { openConversation } from '#domains/conversation'
import { note, recall, reply } from '../../domains/conversation/inbox/commands.ts'
import { partsFor } from './studio-parts.ts'
import { openStudio } from './studio.ts'

const text = (words: string) => ({ type: 'text', text: words }) as const

test('50 first messages of one new customer, on two connection pools at once, make one conversation with 50 messages', async () => {
  const { database, context, service, addChannel, rows } = await openStudio()
  const { channelId } = await addChannel('web')
  const other = openDatabase(database.settings, { app: 8, batch: 2 })
  const second = openConversation(partsFor(other)).service
  const send = (index: number, { receive } = index % 2 === 0 ? service : second) =>
    receive(context, channelId, {
      kind: 'message',
      externalId: 'new-customer',
      sourceId: `message-${index}`,
      content: text(`${index}`),
      sentAt: clock.iso(),
    })
  await Promise.all(Array.from({ length: 50 }, (_, index) => send(index)))
  await other.close()

  expect(await rows('select status from conversation.conversation')).toHaveLength(1)
  const seqs = await rows<{ seq: number }>('select seq from conversation.message order by seq')
  expect(seqs.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  expect(await rows('select last_seq as n from conversation.conversation')).toEqual([{ n: 50 }])
})

test('every message delivered three times in parallel is stored once and opens nothing twice', async () => {
  const { context, service, addChannel, rows } = await openStudio()
  const { channelId } = await addChannel('web')
  const messages = Array.from({ length: 60 }, (_, index) => ({
    kind: 'message' as const,
    externalId: `customer-${index % 4}`,
    sourceId: `message-${index}`,
    content: text(`${index}`),
    sentAt: clock.iso(),
  }))
  const deliveries = [...messages, ...messages.toReversed(), ...messages]
  await Promise.all(deliveries.map((message) => service.receive(context, channelId, message)))

  expect(await rows('select from conversation.message')).toHaveLength(60)
  expect(await rows('select from conversation.conversation')).toHaveLength(4)
  const gaps = await rows(
    'select c.conversation_id from conversation.conversation c join conversation.message m using (conversation_id) group by c.conversation_id, c.last_seq having count(*) <> c.last_seq or max(m.seq) <> c.last_seq',
  )
  expect(gaps).toEqual([])
})

test('a repetition that comes after the end opens no new conversation', async () => {
  const { service, context, addChannel, write, rows } = await openStudio()
  const channel = await addChannel('web')
  const first = await write(channel, 'customer', 'hello', 'm1')
  await service.closeWithSurvey(context, first)
  await service.receive(context, channel.channelId, {
    kind: 'message',
    externalId: 'customer',
    sourceId: 'm1',
    content: text('hello'),
    sentAt: clock.iso(),
  })
  expect(await rows('select status from conversation.conversation')).toEqual([{ status: 'closed' }])
})

test('whatever is written, changed and taken back: a reader with a cursor ends with what the thread holds', async () => {
  const studio = await openStudio()
  const { parts, service, context, addAgent, addChannel, write } = studio
  const channel = await addChannel('web')
  const agent = await addAgent('苏晴')
  const act = fc.constantFrom('customer', 'agent', 'note', 'recall', 'read')
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const customer = newId()
      const id = await write(channel, customer, 'begin')
      await studio.database.withTenant(context, async (tx) => {
        const { forceAssign } = await import('../../domains/conversation/routing/offer.ts')
        await forceAssign(tx, context, id, agent.actor.id, 'force')
      })
      const known = new Map<number, unknown>()
      let cursor = { after: 0, change: 0 }
      const readOn = async (): Promise<void> => {
        const page = await service.readThread(context, id, { ...cursor, limit: 200 })
        for (const message of page.items) known.set(message.seq, message)
        cursor = { after: Math.max(cursor.after, ...page.items.map(({ seq }) => seq)), change: page.lastChange }
      }
      let own = 0
      for (const what of acts) {
        if (what === 'customer') await write(channel, customer, 'more')
        if (what === 'agent')
          own = (await reply(parts, agent, { conversationId: id, clientId: newId(), content: text('yes') })).seq
        if (what === 'note')
          await note(parts, agent, { conversationId: id, clientId: newId(), text: 'careful', mentions: [] })
        if (what === 'recall' && own > 0) await recall(parts, agent, id, own)
        if (what === 'read') await readOn()
      }
      await readOn()
      const whole = await service.readThread(context, id, { limit: 200 })
      expect([...known.values()]).toEqual([...whole.items])
      expect(whole.items.map(({ seq }) => seq)).toEqual(whole.items.map((_, index) => index + 1))
      await service.closeWithSurvey(context, id)
    }),
    { numRuns: 12 },
  )
})

test('a customer never sees what colleagues write among themselves, nor what was taken back', async () => {
  const { parts, service, context, addAgent, addChannel, write, run } = await openStudio()
  const channel = await addChannel('web')
  const agent = await addAgent('苏晴')
  const id = await write(channel, 'customer', 'hello')
  await run('conversation.route')
  const { accept } = await import('../../domains/conversation/routing/offer.ts')
  await parts.database.withTenant(agent, (tx) => accept(tx, agent, id, agent.actor.id))
  await note(parts, agent, { conversationId: id, clientId: newId(), text: 'a difficult one', mentions: [] })
  const { seq } = await reply(parts, agent, { conversationId: id, clientId: newId(), content: text('wrong window') })
  await recall(parts, agent, id, seq)
  const { readSince } = await import('../../domains/conversation/thread/message.ts')
  const seen = await parts.database.withTenant(context, (tx) =>
    readSince(tx, context.tenantId, id, { after: 0, change: 0 }, 'customer', 100),
  )
  expect(JSON.stringify(seen)).not.toMatch(/difficult|wrong window/)
  expect(seen.find((message) => message.seq === seq)).toMatchObject({ content: { type: 'event', event: 'recalled' } })
  const { items } = await service.readThread(context, id, { limit: 50 })
  expect(JSON.stringify(items)).not.toMatch(/wrong window/)
})

test('the same reply sent again is the same message, and only who serves may write', async () => {
  const { parts, addAgent, addChannel, write, run } = await openStudio()
  const channel = await addChannel('web')
  const [agent, other] = [await addAgent('苏晴'), await addAgent('王磊', { presence: 'away' })]
  const id = await write(channel, 'customer', 'hello')
  await run('conversation.route')
  const { accept } = await import('../../domains/conversation/routing/offer.ts')
  await parts.database.withTenant(agent, (tx) => accept(tx, agent, id, agent.actor.id))
  const given = { conversationId: id, clientId: newId(), content: text('good morning') }
  const answers = await Promise.all([1, 2, 3].map(() => reply(parts, agent, given)))
  expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1)
  expect(answers.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1)
  await expect(reply(parts, other, { ...given, clientId: newId() })).rejects.toThrow('conversation.not-yours')
})
