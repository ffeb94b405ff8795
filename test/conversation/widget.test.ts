/** The visitor's line over real sockets, with the real live hub. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import WebSocket, { WebSocketServer } from 'ws'
import { newId, type Context } from '#engine/kernel'
import { openPostgresBus, startDispatcher } from '#engine/events'
import { openTopicBook, startLiveHub, type LiveHub } from '#engine/live'
import type { SocketFrame, VisitorFrame } from '#domains/conversation/contract'
import { serveRoutes } from '#test/server'
import { channelAddress } from '../../domains/conversation/channels/address.ts'
import { note, reply } from '../../domains/conversation/inbox/commands.ts'
import { listInbox } from '../../domains/conversation/inbox/list.ts'
import { readConversation } from '../../domains/conversation/inbox/read.ts'
import { tellTyping } from '../../domains/conversation/inbox/signs.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { openStudio, type Studio } from './studio.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

async function shop(settings: object = {}, conduct: object = {}) {
  const live: { hub?: LiveHub } = {}
  const studio = await openStudio({ live: () => live.hub! })
  const { database, context, contribution } = studio
  const bus = await openPostgresBus(database)
  live.hub = await startLiveHub({ database, bus, topics: openTopicBook(contribution.topics!, () => true) })
  const dispatcher = await startDispatcher({ database, bus, subscribers: [], onFailure: () => {}, pollMs: 50 })
  stops.push(
    () => bus.close(),
    () => live.hub!.stop(),
    () => dispatcher.stop(),
  )
  const channel = await studio.addChannel('web', settings, conduct)
  const { routes = [], rawRoutes = [] } = contribution
  const { server, as } = await serveRoutes({
    database,
    context,
    actors: {},
    sentences: [],
    routeSets: routes,
    rawRoutes,
  })
  stops.push(() => server.close())
  const nobody = as(undefined)
  const open = (body: object = {}) =>
    nobody('POST', `/api/conversation/widget/${channelAddress(channel)}/session`, body)
  return { ...studio, channel, nobody, open, socketUrl: await serveSocket(studio) }
}

async function serveSocket({ contribution }: Studio): Promise<string> {
  const server: Server = createServer()
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, request) => {
    const query = Object.fromEntries(new URL(request.url ?? '/', 'http://x').searchParams)
    void contribution.sockets![0]!.accept(query, socket as never)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  stops.push(async () => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  })
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** A browser as the widget is: applies what follows its place, and asks again when there is a gap. */
async function browser(url: string, token: string) {
  const socket = new WebSocket(`${url}?token=${encodeURIComponent(token)}`)
  const texts = new Map<number, string>()
  const frames: SocketFrame[] = []
  let place = { conversationId: '', after: 0, change: 0 }
  const say = (frame: VisitorFrame): void => socket.send(JSON.stringify(frame))
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as SocketFrame
    frames.push(frame)
    if (frame.type !== 'messages') return
    if (frame.after > place.after) return say({ type: 'resume', ...place })
    for (const { seq, content } of frame.items) texts.set(seq, 'text' in content ? content.text : content.type)
    place = { ...place, after: Math.max(place.after, frame.upTo), change: frame.change }
  })
  const opened = new Promise<number | void>((resolve) => {
    socket.on('open', () => resolve())
    socket.on('close', (code) => resolve(code))
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await opened
  return {
    texts,
    frames,
    closed,
    say,
    resume: (conversationId: string, after = 0) => {
      place = { conversationId, after, change: 0 }
      say({ type: 'resume', ...place })
    },
    cut: () => socket.terminate(),
  }
}

async function serve({ database, addAgent }: Studio): Promise<{ agent: Context; id: string }> {
  const agent = await addAgent('苏晴')
  return { agent, id: await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id)) }
}

test('messages of both sides arrive in order; a line that was cut resumes by its place', async () => {
  const here = await shop()
  const { token } = (await here.open({ name: '刘思远', locale: 'zh-CN' })).json<{ token: string }>()
  const write = (text: string) =>
    here.nobody(
      'POST',
      '/api/conversation/widget/messages',
      { clientId: newId(), content: { type: 'text', text } },
      { 'x-visitor': token },
    )
  const first = (await write('1')).json<{ conversationId: string; seq: number }>()
  expect(first.seq).toBe(1)
  const { agent, id } = await serve(here)
  const answer = (text: string) =>
    reply(here.parts, agent, { conversationId: id, clientId: newId(), content: { type: 'text', text } })

  const line = await browser(here.socketUrl, token)
  line.resume(first.conversationId)
  await answer('2')
  await note(here.parts, agent, { conversationId: id, clientId: newId(), text: 'internal', mentions: [] })
  await write('3')
  const words = () => [...line.texts.values()].filter((text) => text !== 'event')
  await expect.poll(words, { timeout: 5000 }).toEqual(['1', '2', '3'])
  line.cut()
  await answer('4')
  await write('5')

  const again = await browser(here.socketUrl, token)
  again.resume(first.conversationId, Math.max(...line.texts.keys()))
  await expect.poll(() => [...again.texts.values()], { timeout: 5000 }).toEqual(['4', '5'])
  expect(JSON.stringify([line.frames, again.frames])).not.toContain('internal note')
  expect(JSON.stringify([line.frames, again.frames])).not.toContain(agent.actor.id)
})

test('what went lost on a line that looked alive is sent again after the next ping', async () => {
  const here = await shop()
  const { token } = (await here.open()).json<{ token: string }>()
  const content = { type: 'text', text: 'hello' }
  const sent = await here.nobody(
    'POST',
    '/api/conversation/widget/messages',
    { clientId: newId(), content },
    { 'x-visitor': token },
  )
  const { conversationId } = sent.json<{ conversationId: string }>()
  const line = await browser(here.socketUrl, token)
  line.resume(conversationId)
  await expect.poll(() => line.texts.size, { timeout: 5000 }).toBe(1)
  line.texts.clear()
  line.say({ type: 'ping', upTo: 0 })
  await expect.poll(() => [...line.texts.values()], { timeout: 5000 }).toEqual(['hello'])
})

test('the place in the queue is shown and follows the queue; typing and reading go both ways', async () => {
  const here = await shop()
  await here.write(here.channel, 'earlier', 'hello')
  const { token } = (await here.open()).json<{ token: string }>()
  const content = { type: 'text', text: 'hello' }
  const sent = await here.nobody(
    'POST',
    '/api/conversation/widget/messages',
    { clientId: newId(), content },
    { 'x-visitor': token },
  )
  const { conversationId } = sent.json<{ conversationId: string }>()
  const line = await browser(here.socketUrl, token)
  line.resume(conversationId)
  const shown = () => line.frames.flatMap((frame) => (frame.type === 'conversation' ? [frame.conversation] : [])).at(-1)
  await expect.poll(() => shown()?.standing?.position, { timeout: 5000 }).toBe(2)
  const { agent, id: earlier } = await serve(here)
  expect(earlier).not.toBe(conversationId)
  await expect.poll(() => shown()?.standing?.position, { timeout: 5000 }).toBe(1)
  await here.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  await expect
    .poll(() => shown(), { timeout: 5000 })
    .toMatchObject({ status: 'active', agentName: '苏晴', standing: null })
  tellTyping(here.parts, agent, conversationId, false)
  await expect.poll(() => line.frames.some((frame) => frame.type === 'typing'), { timeout: 5000 }).toBe(true)
  line.say({ type: 'seen', delivered: 99, read: 1 })
  const marks = () =>
    here.rows(
      `select customer_delivered_seq as d, customer_read_seq as r, last_seq as l from conversation.conversation where conversation_id = '${conversationId}'`,
    )
  await expect.poll(async () => (await marks())[0], { timeout: 5000 }).toMatchObject({ r: 1 })
})

test('a stranger is turned away, and nobody follows the conversation of another', async () => {
  const here = await shop()
  const forged = await browser(here.socketUrl, 'not-a-token')
  expect(await forged.closed).toBe(4401)
  const other = await here.write(here.channel, 'other', 'secret')
  const { token } = (await here.open()).json<{ token: string }>()
  const line = await browser(here.socketUrl, token)
  line.resume(other)
  line.say({ type: 'ping', upTo: 0 })
  await expect.poll(() => line.frames.some((frame) => frame.type === 'pong'), { timeout: 5000 }).toBe(true)
  expect(JSON.stringify(line.frames)).not.toContain('secret')
})

test('a customer whom the site vouches for is the same on every device; a wrong voucher is refused', async () => {
  const { createHmac } = await import('node:crypto')
  const here = await shop({ identitySecret: 'shared with the site' })
  const mac = createHmac('sha256', 'shared with the site').update('user-7').digest('hex')
  const [one, two] = await Promise.all([1, 2].map(() => here.open({ identity: { id: 'user-7', mac } })))
  expect(one!.json<{ token: string }>().token).toBe(two!.json<{ token: string }>().token)
  expect((await here.open({ identity: { id: 'user-8', mac } })).statusCode).toBe(401)
  const { token } = (await here.open({ name: '刘思远' })).json<{ token: string }>()
  const signedIn = await here.open({ token, identity: { id: 'user-7', mac } })
  expect(signedIn.json<{ token: string }>().token, 'the name of who sat here before').toBe(
    one!.json<{ token: string }>().token,
  )
})

const named = { name: '刘思远', locale: 'en' }
const form = { preChat: [{ name: 'name', label: { en: 'Name', 'zh-CN': '姓名' } }] }

test.each([
  { opening: named, kept: named, because: 'the page says it before anybody has written' },
  { opening: {}, later: named, kept: named, because: 'he signs in to the site between two visits' },
  {
    opening: named,
    later: {},
    kept: named,
    because: 'a page that says nothing takes nothing back',
  },
  {
    opening: named,
    settings: form,
    answers: { name: '刘远' },
    kept: { name: '刘远', locale: 'en' },
    because: 'what he writes himself counts',
  },
])('a visitor’s name reaches the contact: $because', async ({ opening, later, settings, answers, kept }) => {
  const here = await shop(settings)
  const token = async (body: object) => (await here.open(body)).json<{ token: string }>().token
  const brought = await token(opening)
  const content = { type: 'text', text: 'hi' }
  const body = { clientId: newId(), content, ...(answers ? { preChat: answers } : {}) }
  const as = { 'x-visitor': later ? await token({ ...later, token: brought }) : brought }
  await here.nobody('POST', '/api/conversation/widget/messages', body, as)
  expect(await here.rows('select name, locale from conversation.contact')).toEqual([kept])
  expect(await here.rows('select author_name as name from conversation.message where seq = 1')).toEqual([
    { name: kept.name },
  ])
})

test('a name that is told later names a contact who is known already, and what he writes afterwards', async () => {
  const here = await shop()
  const { token } = (await here.open()).json<{ token: string }>()
  const write = () =>
    here.nobody(
      'POST',
      '/api/conversation/widget/messages',
      { clientId: newId(), content: { type: 'text', text: 'hi' } },
      { 'x-visitor': token },
    )
  await write()
  await here.open({ token, ...named })
  await write()
  expect(
    await here.rows("select author_name as name from conversation.message where type = 'text' order by seq"),
  ).toEqual([{ name: null }, { name: named.name }])
})

test('pre-chat answers stand beside the conversation, only what was asked', async () => {
  const preChat = [{ name: 'name', label: { en: 'Name', 'zh-CN': '姓名' } }]
  const here = await shop({ preChat })
  const { token } = (await here.open()).json<{ token: string }>()
  const body = { clientId: newId(), content: { type: 'text', text: 'hi' }, preChat: { name: '刘思远', role: 'admin' } }
  await here.nobody('POST', '/api/conversation/widget/messages', body, { 'x-visitor': token })
  expect(
    await here.rows(
      'select c.attributes, k.name from conversation.conversation c join conversation.contact k using (contact_id)',
    ),
  ).toEqual([{ attributes: { name: '刘思远' }, name: '刘思远' }])
  const { items } = await here.database.withTenant(here.context, (tx) =>
    listInbox(tx, here.context, { view: 'all', limit: 1 }),
  )
  const detail = await here.database.withTenant(here.context, (tx) =>
    readConversation(tx, here.context, items[0]!.conversationId),
  )
  expect(detail.questions).toEqual(preChat)
})

test.each([
  {
    conduct: { bot: true, botName: '小万' },
    greeting: '你好，我是小万。想解决什么？',
    because: 'the bot names itself',
  },
  { conduct: {}, greeting: '您好，请问有什么可以帮您？', because: 'where no bot answers none is announced' },
  { conduct: { greeting: '云启为您服务' }, greeting: '云启为您服务', because: 'the company has words of its own' },
])('the first words of a channel: $because', async ({ conduct, greeting }) => {
  const { open } = await shop({}, conduct)
  expect((await open()).json<{ greeting: string }>().greeting).toBe(greeting)
})
