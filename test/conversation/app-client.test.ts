/** The chat client as an app gets it: built into a package, loaded as plain JavaScript, against a whole Facet. */
import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#engine/kernel'
import { startTestFacet, type Session, type TestFacet } from '#test/facet'

/** What an app's programmer sees of the package. */
interface Chat {
  state(): {
    phase: string
    connected: boolean
    outgoing: readonly unknown[]
    conversation: { status: string; agentName: string | null } | undefined
    messages: readonly { author: { kind: string }; content: { type: string; text?: string } }[]
  }
  write(content: object): void
  stop(): void
}
interface Package {
  readonly Chat: new (around: object) => Chat
}

const SECRET = 'what the app and Facet know'
const SOON = { timeout: 15_000 }
let running: TestFacet
let folder: string
let client: Package
let address: string
let agent: Session
const chats: Chat[] = []

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'facet-client-'))
  execFileSync(process.execPath, ['tools/client.ts', folder], { stdio: 'ignore' })
  client = (await import(/* @vite-ignore */ path.join(folder, 'index.js'))) as Package
  running = await startTestFacet('app_client')
  const boss = await running.as('administrator')
  agent = await running.as('agent')
  const { user } = (await agent.request('GET', '/api/engine/session')).body as { user: { id: string } }
  await boss.request('PUT', `/api/conversation/agents/${user.id}`, { capacity: 9, skills: [] })
  const queue = await boss.request('POST', '/api/conversation/queues', { name: 'app', skills: [] })
  const conduct = { queueId: (queue.body as { queueId: string }).queueId }
  const draft = { kind: 'web', name: 'App', settings: { identitySecret: SECRET }, conduct }
  address = ((await boss.request('POST', '/api/conversation/channels', draft)).body as { address: string }).address
}, 120_000)

afterAll(async () => {
  for (const chat of chats) chat.stop()
  await running?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** React Native's store answers later; so does this. */
function laterStore() {
  const kept = new Map<string, string>()
  return {
    getItem: async (name: string) => kept.get(name) ?? null,
    setItem: async (name: string, value: string) => void kept.set(name, value),
    removeItem: async (name: string) => void kept.delete(name),
  }
}

function open(userId: string, store = laterStore(), mac = createHmac('sha256', SECRET).update(userId).digest('hex')) {
  const base = `http://127.0.0.1:${running.facet.port}`
  const chat = new client.Chat({ base, address, locale: 'zh-CN', store, identity: { id: userId, mac } })
  chats.push(chat)
  return chat
}

const textsOf = (chat: Chat) => chat.state().messages.flatMap(({ content }) => content.text ?? [])

test('a user whom the app vouches for writes, is answered, and finds the words on his other phone', async () => {
  const phone = open('user-7')
  phone.write({ type: 'text', text: 'written before the chat was open' })
  phone.write({ type: 'text', text: '第二句' })
  await expect.poll(() => phone.state().outgoing.length + phone.state().messages.length * 10, SOON).toBe(20)
  const taken = await agent.request('POST', '/api/conversation/next')
  const { conversationId } = taken.body as { conversationId: string }
  const content = { type: 'text', text: '您好，我来看看' }
  await agent.request('POST', `/api/conversation/conversations/${conversationId}/messages`, {
    clientId: newId(),
    content,
  })
  const all = ['written before the chat was open', '第二句', '您好，我来看看']
  await expect.poll(() => textsOf(phone), SOON).toEqual(all)
  await expect.poll(() => phone.state().conversation?.status, SOON).toBe('active')

  const tablet = open('user-7')
  await expect.poll(() => textsOf(tablet), SOON).toEqual(all)
})

test('what was written without a line waits in the store and leaves with the next start', async () => {
  const store = laterStore()
  const offline = new client.Chat({ base: 'http://127.0.0.1:9', address, locale: 'en', store })
  offline.write({ type: 'text', text: 'sent tomorrow' })
  await expect.poll(() => offline.state().phase, SOON).toBe('unreachable')
  offline.stop()
  const online = new client.Chat({ base: `http://127.0.0.1:${running.facet.port}`, address, locale: 'en', store })
  chats.push(online)
  await expect.poll(() => textsOf(online), SOON).toEqual(['sent tomorrow'])
})

test('nobody is somebody else: a wrong signature opens nothing', async () => {
  const stranger = open('user-7', laterStore(), '0'.repeat(64))
  await expect.poll(() => stranger.state().phase, SOON).toBe('no_channel')
})
