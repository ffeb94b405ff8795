/** IMAP IDLE against a real server: a mail is known of within moments, and one process listens. */
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { clock, freezeClock, newId, type FrozenClock } from '#engine/kernel'
import { startMailServer, type MailServer } from '#test/mail-server'
import { wakeFeeds } from '../../domains/conversation/channels/feed.ts'
import { feedWatch, type FeedWatch } from '../../domains/conversation/channels/watch.ts'
import { openStudio } from './studio.ts'

let server: MailServer
let frozen: FrozenClock | undefined
const listeners: FeedWatch[] = []
beforeAll(async () => {
  server = await startMailServer()
})
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.stop()))
  frozen?.release()
  frozen = undefined
})
afterAll(() => server.stop())

/** The queue of jobs is nobody's but its owner's. */
async function inQueue(text: string, values: unknown[]) {
  const database = `worker_${process.env['VITEST_POOL_ID'] ?? '1'}`
  const client = new pg.Client({ ...inject('postgres'), database })
  await client.connect()
  return client.query(text, values).finally(() => client.end())
}

const SOON = { timeout: 10_000 }

async function mailbox(settings: object = {}) {
  const studio = await openStudio()
  const user = newId()
  const channel = await studio.addChannel('email', {
    address: 'support@yunqi.example',
    username: user,
    password: server.password,
    imapHost: server.host,
    imapPort: server.port,
    imapSecurity: 'none',
    smtpHost: '127.0.0.1',
    ...settings,
  })
  const newProcess = () => {
    const listener = feedWatch(studio.parts)
    listeners.push(listener)
    return { listener, minute: () => wakeFeeds(studio.parts, studio.context, listener) }
  }
  const asked = async () => {
    const { rows } = await inQueue(
      `select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'conversation.read_feed' and j.key like $1`,
      [`%${channel.channelId}%`],
    )
    return rows.length
  }
  const read = async () => {
    await inQueue('delete from graphile_worker._private_jobs where key like $1', [`%${channel.channelId}%`])
    await studio.run('conversation.read_feed', { channelId: channel.channelId, name: 'INBOX', hint: null })
  }
  const holder = async () =>
    (await studio.rows<{ by: string | null }>('select watched_by as by from conversation.feed'))[0]?.by ?? null
  return { ...studio, user, channel, newProcess, asked, read, holder }
}

const letter = () =>
  `From: li@hengtai.example\r\nMessage-ID: <${newId()}@hengtai.example>\r\nSubject: Laptop\r\n\r\nSlow.\r\n`

test('a mail rings at once, and a mailbox that is listened to is not asked every minute', async () => {
  const { user, newProcess, asked, read } = await mailbox()
  const { minute } = newProcess()
  await minute()
  expect(await asked(), 'nobody has listened so far').toBe(1)
  await read()
  const arrives = async () => {
    await server.deliver(user, letter())
    return asked()
  }
  await expect.poll(arrives, SOON).toBe(1)
  await read()
  await minute()
  expect(await asked()).toBe(0)
  await server.deliver(user, letter())
  await expect.poll(asked, SOON).toBe(1)
})

test('one process listens; when it goes, or is not heard of any more, another does', async () => {
  const { newProcess, holder, asked, read } = await mailbox()
  const [one, two] = [newProcess(), newProcess()]
  await one.minute()
  const first = await holder()
  await two.minute()
  expect(await holder()).toBe(first)
  await one.listener.stop()
  expect(await holder()).toBeNull()
  await two.minute()
  const second = await holder()
  expect(second).not.toBe(first)
  await read()
  frozen = freezeClock(clock.iso())
  frozen.advance(181_000)
  await newProcess().minute()
  expect(await holder()).not.toBe(second)
  expect(await asked(), 'what came in between is looked for').toBeGreaterThan(0)
})

test('a mailbox that cannot be listened to is asked every minute, as before', async () => {
  const { newProcess, holder, asked, read } = await mailbox({ imapPort: 1 })
  const { minute } = newProcess()
  for (let minutes = 0; minutes < 2; minutes++) {
    await minute()
    expect(await asked()).toBe(1)
    await expect(read()).rejects.toThrow('ECONNREFUSED')
    await expect.poll(holder, SOON).toBeNull()
  }
})
