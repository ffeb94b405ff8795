/** The test phone against a whole Facet: the channel does not know that its platform is simulated. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestFacet, type Session, type TestFacet } from '#test/facet'

let running: TestFacet
let boss: Session
let agent: Session
beforeAll(async () => {
  running = await startTestFacet('test_phone')
  boss = await running.as('supervisor')
  agent = await running.as('agent')
  const { user } = (await agent.request('GET', '/api/engine/session')).body as { user: { id: string } }
  await boss.request('PUT', `/api/conversation/agents/${user.id}`, { capacity: 9, skills: ['it'] })
  await boss.request('POST', '/api/conversation/queues', { name: 'IT', skills: ['it'] })
}, 120_000)
afterAll(() => running.stop())

const BASE = '/api/conversation/test-phone/accounts'
const SOON = { timeout: 15_000, interval: 100 }

interface Chat {
  readonly messages: {
    id: string
    mine: boolean
    kind: string
    text: string
    url: string | null
    recalled: boolean
    choices: { id: string; label: string }[]
  }[]
  readonly sendsLeft: number | null
}

async function phoneOf(kind: 'wechat' | 'wecom', greeting = '') {
  const made = await boss.request('POST', BASE, { kind, name: `Test ${kind}` })
  const { channelId } = made.body as { channelId: string }
  const { items } = (await boss.request('GET', '/api/conversation/channels')).body as {
    items: { channelId: string; name: string; settings: object; conduct: object; version: number }[]
  }
  const { name, settings, conduct, version } = items.find((item) => item.channelId === channelId)!
  const body = { name, settings, version, conduct: { ...conduct, greeting } }
  expect((await boss.request('PUT', `/api/conversation/channels/${channelId}`, body)).status).toBe(204)
  const chat = async () => (await boss.request('GET', `${BASE}/${channelId}/messages`)).body as Chat
  const say = async (said: object) => (await boss.request('POST', `${BASE}/${channelId}/messages`, said)).status
  return { channelId, chat, say }
}

async function take(): Promise<string> {
  const taking = async () => (await agent.request('POST', '/api/conversation/next')).body as { conversationId?: string }
  let taken: string | undefined
  await expect.poll(async () => (taken = (await taking()).conversationId), SOON).toBeTypeOf('string')
  return taken!
}

const messagesOf = async (id: string) => {
  const { body } = await agent.request('GET', `/api/conversation/conversations/${id}/messages`)
  return (
    body as {
      items: { content: { type: string; text?: string; state?: string }; recalledAt: string | null; seq: number }[]
    }
  ).items
}

const answer = (id: string, content: object) =>
  agent.request('POST', `/api/conversation/conversations/${id}/messages`, { clientId: crypto.randomUUID(), content })

test.each(['wechat', 'wecom'] as const)(
  'on %s words go both ways, five answers to one message',
  async (kind) => {
    const { channelId, chat, say } = await phoneOf(kind)
    expect((await boss.request('POST', `/api/conversation/channels/${channelId}/check`)).body).toMatchObject({
      outcome: 'connected',
    })
    expect(await say({ kind: 'text', text: '电脑很卡 <b>&]]></b>' })).toBe(201)
    const id = await take()
    expect((await messagesOf(id))[0]!.content.text).toContain('电脑很卡')
    for (const text of ['1', '2', '3', '4', '5']) expect((await answer(id, { type: 'text', text })).status).toBe(201)
    await expect
      .poll(async () => (await chat()).messages.map(({ text }) => text).filter((text) => /^\d$/.test(text)), SOON)
      .toEqual(['1', '2', '3', '4', '5'])
    expect((await chat()).sendsLeft).toBe(0)
    expect((await answer(id, { type: 'text', text: '6' })).body).toMatchObject({ code: 'conversation.quota-used' })
  },
  60_000,
)

test.each([
  { kind: 'wechat', left: 3, because: 'a choice in a message counts as a menu' },
  { kind: 'wecom', left: 5, because: 'a choice in a message counts as words' },
] as const)(
  'on $kind a tapped choice allows $left answers, here and there: $because',
  async ({ kind, left }) => {
    const { chat, say } = await phoneOf(kind)
    expect(await say({ kind: 'text', text: '解决了', choiceId: 'solved' })).toBe(201)
    expect((await chat()).sendsLeft).toBe(left)
    const id = await take()
    const { body } = await agent.request('GET', `/api/conversation/conversations/${id}`)
    expect(body).toMatchObject({ windowRemaining: left })
  },
  60_000,
)

test.each([
  { kind: 'wechat', transcript: '打印机卡纸了', because: 'the account is told what was understood' },
  { kind: 'wecom', transcript: undefined, because: 'the platform tells nobody' },
] as const)(
  'on $kind the customer speaks, $because',
  async ({ kind, transcript }) => {
    const { chat, say } = await phoneOf(kind)
    expect(await say({ kind: 'voice', text: '打印机卡纸了' })).toBe(201)
    const id = await take()
    const voice = async () => (await messagesOf(id))[0]!.content
    expect(await voice()).toMatchObject({ type: 'voice', mimeType: 'audio/amr' })
    expect((await voice()) as object).toMatchObject(transcript === undefined ? {} : { transcript })
    await expect.poll(async () => (await voice()).state, SOON).toBe('ready')
    expect((await chat()).messages[0]).toMatchObject({ kind: 'voice', mine: true })
  },
  60_000,
)

test('on WeCom who comes in is greeted once, and takes a message back', async () => {
  const { channelId, chat, say } = await phoneOf('wecom', '您好，这里是云启')
  await say({ kind: 'text', text: '写错了' })
  const id = await take()
  await expect.poll(async () => (await chat()).messages.map(({ text }) => text), SOON).toContain('您好，这里是云启')
  const [{ id: messageId } = { id: '' }] = (await chat()).messages.filter(({ mine }) => mine)
  const recall = () => boss.request('POST', `${BASE}/${channelId}/recall`, { messageId })
  expect((await recall()).status).toBe(200)
  await expect
    .poll(async () => (await messagesOf(id)).find(({ seq }) => seq === 1)?.recalledAt ?? null, SOON)
    .not.toBeNull()
  expect((await recall()).body).toMatchObject({ code: 'conversation.not-recallable' })
}, 60_000)

test('only an account of the simulated platform has a phone', async () => {
  const settings = { appId: 'wx5823bf96d3bd56c7', appSecret: 's', token: 'tok', mode: 'plain' }
  const made = await boss.request('POST', '/api/conversation/channels', { kind: 'wechat', name: 'Real', settings })
  const { channelId } = made.body as { channelId: string }
  const { body } = await boss.request('GET', `${BASE}/${channelId}/messages`)
  expect(body).toMatchObject({ code: 'conversation.channel-not-found' })
})
