/** What every channel must keep, whatever it speaks. A new one adds its driver to the list. */
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { newId } from '#engine/kernel'
import { reply } from '../../domains/conversation/inbox/commands.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { api, hotline, web, wechat, type Driver, type DriverOf } from './channel-drivers.ts'
import { email, stopMailServer } from './email-driver.ts'
import { openStudio } from './studio.ts'
import { wecom } from './wecom-driver.ts'

const drivers: readonly (readonly [string, DriverOf])[] = [
  ['web', web],
  ['api', api],
  ['hotline', hotline],
  ['wechat, plain', wechat('plain')],
  ['wechat, compatible', wechat('compatible')],
  ['wechat, safe', wechat('safe')],
  ['wecom', wecom],
  ['email', email],
]

afterAll(stopMailServer)
let driver: Driver | undefined
afterEach(async () => {
  await driver?.stop()
  driver = undefined
})

describe.each(drivers)('%s', (_name, driverOf) => {
  async function open() {
    const studio = await openStudio()
    driver = await driverOf(studio)
    return { studio, driver }
  }

  test('a message is in the thread when its delivery is acknowledged', async () => {
    const { studio, driver } = await open()
    const { statusCode } = await driver.deliver({ messageId: newId(), text: '电脑很卡 & <b>慢</b>' })
    expect(statusCode).toBeLessThan(300)
    expect(await studio.rows('select author_kind, type, text from conversation.message')).toEqual([
      { author_kind: 'customer', type: 'text', text: '电脑很卡 & <b>慢</b>' },
    ])
  })

  test('delivered three times in parallel, and once more after the end, it is one message', async () => {
    const { studio, driver } = await open()
    const message = { messageId: newId(), text: 'hello' }
    const answers = await Promise.all([1, 2, 3].map(() => driver.deliver(message)))
    expect(answers.every(({ statusCode }) => statusCode < 300)).toBe(true)
    const [row] = await studio.rows<{ id: string }>('select conversation_id as id from conversation.conversation')
    await studio.service.closeWithSurvey(studio.context, row!.id)
    expect((await driver.deliver(message)).statusCode).toBeLessThan(300)
    const texts = await studio.rows(`select from conversation.message where author_kind = 'customer'`)
    expect(texts).toHaveLength(1)
    expect(await studio.rows('select from conversation.conversation')).toHaveLength(1)
  })

  test('whoever cannot show that he may is refused, and nothing is stored', async () => {
    const { studio, driver } = await open()
    if (!driver.deliverForged) return
    const { statusCode } = await driver.deliverForged({ messageId: newId(), text: 'let me in' })
    expect(statusCode).toBe(401)
    expect(await studio.rows('select from conversation.message')).toEqual([])
  })

  test('a type that nobody knows is lost neither silently nor with an error of ours', async () => {
    const { studio, driver } = await open()
    const { statusCode } = await driver.deliverUnknown()
    expect(statusCode).toBeLessThan(500)
    const kept = await studio.rows<{ body: string }>('select body from conversation.unreadable')
    if (statusCode < 300) expect(kept).toHaveLength(1)
    for (const { body } of kept) expect(body).toContain('hologram')
    expect(await studio.rows('select from conversation.message')).toEqual([])
  })

  test('characters that a database cannot hold cost nobody a message', async () => {
    const { studio, driver } = await open()
    if (driver.channel.kind.kind === 'wechat') return
    expect((await driver.deliver({ messageId: newId(), text: 'a\0b\ud800c' })).statusCode).toBeLessThan(300)
    expect(await studio.rows('select text from conversation.message')).toEqual([{ text: 'a\ufffdb\ufffdc' }])
  })

  test('a switched-off channel takes nothing in', async () => {
    const { studio, driver } = await open()
    const [record] = await studio.parts.channels.list(studio.context)
    const { name, settings, version } = record!
    const draft = { name, settings, enabled: false, conduct: record!.conduct }
    await studio.parts.channels.update(studio.context, driver.channel.channelId, draft, version)
    await expect
      .poll(async () => (await driver.deliver({ messageId: newId(), text: 'hello' })).statusCode, { timeout: 6000 })
      .toBeGreaterThanOrEqual(401)
  })

  test('replies reach the customer in their order, each once, and too long ones are refused', async () => {
    const { studio, driver } = await open()
    await driver.deliver({ messageId: newId(), text: 'hello' })
    const agent = await studio.addAgent('苏晴')
    const id = await studio.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
    const say = (text: string, clientId = newId()) =>
      reply(studio.parts, agent, { conversationId: id, clientId, content: { type: 'text', text } })
    await say('一')
    const twice = newId()
    await Promise.all([say('二', twice), say('二', twice)])
    await say('三')
    const bytesMax = driver.channel.kind.capabilities.textBytesMax
    if (bytesMax < 12_000)
      await expect(say('长'.repeat(bytesMax / 3 + 1))).rejects.toThrow('conversation.text-too-long')

    const job = { conversationId: id, channelId: driver.channel.channelId }
    if (driver.received) {
      await Promise.allSettled([1, 2].map(() => studio.run('conversation.deliver', job)))
      await studio.run('conversation.deliver', job).catch(() => {})
      expect(await driver.received()).toEqual(['一', '二', '三'])
      const states = await studio.rows(
        `select distinct state from conversation.message where type = 'text' and author_kind = 'agent'`,
      )
      expect(states).toEqual([{ state: 'sent' }])
    }
    const seqs = await studio.rows<{ text: string }>(
      `select text from conversation.message where type = 'text' and author_kind = 'agent' order by seq`,
    )
    expect(seqs.map(({ text }) => text)).toEqual(['一', '二', '三'])
  })
})
