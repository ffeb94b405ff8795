import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#engine/kernel'
import { edit, reply } from '../../domains/conversation/inbox/commands.ts'
import { previewLink } from '../../domains/conversation/preview/preview.ts'
import { readThread } from '../../domains/conversation/inbox/read.ts'
import { agentContent } from '../../domains/conversation/thread/content.ts'
import { findMessage } from '../../domains/conversation/thread/message.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { openStudio } from './studio.ts'

let asked = 0
let base: string
const site = http.createServer((request, response) => {
  asked += 1
  if (request.url === '/redirect') response.writeHead(302, { location: '/disk' }).end()
  else if (request.url === '/file')
    response.writeHead(200, { 'content-type': 'application/zip' }).end('<title>zip</title>')
  else if (request.url === '/endless') {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.write('<title>Long</title>')
    const more = setInterval(() => response.write('x'.repeat(65_536)), 1)
    response.on('close', () => clearInterval(more))
  } else response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Change a disk</title>')
})
beforeAll(async () => {
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
})
afterAll(() => new Promise((done) => site.close(done)))

async function written(path: string, allowPrivateAddresses = true) {
  const studio = await openStudio({ allowPrivateAddresses })
  const { parts, context, database, write, addChannel } = studio
  const conversationId = await write(await addChannel('web'), 'li', `看这个 ${base}${path}，谢谢`)
  const preview = async () => {
    await previewLink(parts, context, { conversationId, seq: 1 })
    const { items } = await database.withTenant(context, (tx) => readThread(tx, context, conversationId, { limit: 9 }))
    return items[0]!.content.type === 'text' ? items[0]!.content.preview : undefined
  }
  return { ...studio, preview }
}

test.each([
  { path: '/disk', title: 'Change a disk', because: 'a page has a title' },
  { path: '/redirect', title: 'Change a disk', because: 'it may have moved' },
  { path: '/endless', title: 'Long', because: 'only the beginning is read' },
  { path: '/file', title: undefined, because: 'what is no page shows nothing' },
])('$path: $because', async ({ path, title }) => {
  const { preview } = await written(path)
  expect((await preview())?.title).toBe(title)
})

test('an address of our own network is never asked', async () => {
  const { preview, rows } = await written('/disk', false)
  const before = asked
  expect(await preview()).toBeUndefined()
  expect(asked).toBe(before)
  expect(await rows('select title from conversation.link_preview')).toEqual([{ title: null }])
})

test('an address is asked once, however often it is written', async () => {
  const { preview, parts, context, write, addChannel } = await written('/disk')
  await preview()
  const before = asked
  const again = await write(await addChannel('web', {}, {}), 'wang', `${base}/disk`)
  await previewLink(parts, context, { conversationId: again, seq: 1 })
  expect(asked).toBe(before)
})

test('corrected words lose the preview of the old address and get that of their own', async () => {
  const studio = await openStudio({ allowPrivateAddresses: true })
  const { parts, context, database, write, addAgent, addChannel } = studio
  const agent = await addAgent('苏晴')
  const conversationId = await write(await addChannel('web'), 'li', 'hello')
  await database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  const content = { type: 'text', text: `${base}/disk` } as const
  const { seq } = await reply(parts, agent, { conversationId, clientId: newId(), content })
  const shown = async () => {
    await previewLink(parts, context, { conversationId, seq })
    const message = await database.withTenant(agent, (tx) => findMessage(tx, agent.tenantId, conversationId, seq))
    return message?.content.type === 'text' ? message.content.preview?.url : 'no text'
  }
  expect(await shown()).toBe(`${base}/disk`)
  await edit(parts, agent, conversationId, seq, `${base}/redirect`)
  expect(await shown()).toBe(`${base}/redirect`)
  await edit(parts, agent, conversationId, seq, 'no address')
  expect(await shown()).toBeUndefined()
})

test('nobody brings a preview of his own', () => {
  const preview = { url: 'https://bank.example', title: 'Your bank', description: null, site: null }
  expect(agentContent.safeParse({ type: 'text', text: 'x', preview }).success).toBe(false)
})
