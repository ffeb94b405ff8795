import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { freezeClock, newId, type Context } from '#engine/kernel'
import { defineEvent, emit, openPostgresBus, startDispatcher } from '#engine/events'
import { createUser } from '#engine/identity'
import { startJobs } from '#engine/jobs'
import { openSecretBox, sql, type Database } from '#engine/store'
import {
  signatureHeaders,
  webhookJobs,
  webhookRoutes,
  webhookSchedules,
  webhookSentences,
  webhookSubscriber,
} from '#engine/webhooks'
import { freshTenant } from '#test/database'
import { serveRoutes, type Sender } from '#test/server'
import { EVENT_PATTERN, matchesEvent } from './pattern.ts'
import { nextAttemptMs } from './retry.ts'

const lampLit = defineEvent('test.lamp_lit', z.object({ lamp: z.string() }), {
  aggregate: ({ lamp }) => `lamp:${lamp}`,
})
const lampSold = defineEvent('test.lamp_sold', z.object({ lamp: z.string() }), {
  aggregate: ({ lamp }) => `lamp:${lamp}`,
})
const secrets = openSecretBox(['a master secret for tests, long enough'])

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

interface Received {
  readonly headers: Record<string, string>
  readonly body: string
}

/** A receiver outside that answers with the given status. */
async function receiver(status: (body: string) => number = () => 204) {
  const received: Received[] = []
  const server = http.createServer(async (request, response) => {
    const body = await text(request)
    received.push({ headers: request.headers as Record<string, string>, body })
    response.writeHead(status(body)).end('thank you')
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  stops.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received }
}

async function office(allowPrivate = true) {
  const { database, context } = await freshTenant()
  const parts = { database, secrets, allowPrivate }
  const { server, as } = await serveRoutes({
    database,
    context,
    actors: { admin: { roles: ['administrator'] }, agent: { roles: ['agent'] } },
    sentences: webhookSentences,
    routeSets: [webhookRoutes(parts, [lampLit.name, lampSold.name])],
  })
  stops.push(() => server.close())
  const deliver = async (): Promise<void> => {
    const due = await database.withTenant(context, (tx) =>
      tx.all(sql<{ id: string }>`select id from engine.webhook_delivery where state = 'waiting' order by id`),
    )
    const [handler] = webhookJobs(parts)
    for (const { id } of due) await handler!.run({ deliveryId: id }, context, new AbortController().signal)
  }
  return { database, context, admin: as('admin'), agent: as('agent'), parts, deliver }
}

async function create(admin: Sender, url: string, patterns = ['*']) {
  const made = await admin('POST', '/api/engine/webhooks', { url, patterns })
  expect(made.statusCode).toBe(201)
  const { endpoint, secret } = made.json<{ endpoint: { id: string; version: number }; secret: string }>()
  return { ...endpoint, secret }
}

/** Tells an event straight to the subscriber, as the dispatcher does. */
async function tell(database: Database, context: Context, name = lampLit.name, id = newId()): Promise<void> {
  const subscriber = webhookSubscriber(database, [lampLit.name, lampSold.name])
  const event = {
    tenantId: context.tenantId,
    seq: 7n,
    id,
    name,
    aggregate: 'lamp:1',
    topics: [],
    data: { lamp: '1' },
    actor: context.actor,
    traceId: context.traceId,
    occurredAt: '2026-11-20T02:00:00.000Z',
  }
  await subscriber.reactions.find(({ eventName }) => eventName === name)!.react(event, subscriber.name)
}

async function deliveriesOf(admin: Sender, id: string) {
  const answer = await admin('GET', `/api/engine/webhooks/${id}/deliveries`)
  return answer.json<{ items: { id: string; state: string; attempts: number; nextAttemptAt: string | null }[] }>().items
}

const endpointOf = async (admin: Sender) =>
  (await admin('GET', '/api/engine/webhooks')).json<{ items: Record<string, unknown>[] }>().items[0]!

test.each([
  ['*', 'desk.incident_opened', true],
  ['desk.*', 'desk.incident_opened', true],
  ['desk.incident_*', 'desk.incident_opened', true],
  ['desk.incident_opened', 'desk.incident_opened', true],
  ['desk.*', 'desktop.started', false],
  ['desk.incident_opened', 'desk.incident_opened_again', false],
])('%s hears %s: %s', (pattern, event, hears) => {
  expect([EVENT_PATTERN.test(pattern), matchesEvent(pattern, event)]).toEqual([true, hears])
})

test.each(['', 'desk', '*.opened', 'desk.*.x', 'desk.**', 'Desk.x', 'desk.x\n'])('%j is no pattern', (pattern) => {
  expect(EVENT_PATTERN.test(pattern)).toBe(false)
})

test('eleven attempts fill a day', () => {
  const waits: number[] = []
  let now = 0
  for (let attempts = 1; ; attempts++) {
    const next = nextAttemptMs(attempts, 0, now)
    if (next === undefined) break
    waits.push((next - now) / 1000)
    now = next
  }
  expect(waits).toHaveLength(10)
  expect(now / 3_600_000).toBeGreaterThan(23)
  expect(nextAttemptMs(3, 0, 25 * 3_600_000)).toBeUndefined()
})

test('what we sign is what the public library verifies', () => {
  const secret = `whsec_${Buffer.from('a secret of thirty-two bytes....').toString('base64')}`
  const message = { id: newId(), timestampSeconds: Math.floor(Date.now() / 1000), body: '{"字":1}' }
  const headers = signatureHeaders([secret], message)
  expect(new Webhook(secret).verify(message.body, headers)).toEqual({ 字: 1 })
  expect(() => new Webhook(secret).verify('{"字":2}', headers)).toThrow('No matching signature')
})

test('an event that is committed arrives, signed, at each endpoint that wants it', async () => {
  const { database, context, admin, parts } = await office()
  const [wants, other] = [await receiver(), await receiver()]
  const { secret } = await create(admin, wants.url, ['test.lamp_l*'])
  await create(admin, other.url, ['test.lamp_sold'])
  const bus = await openPostgresBus(database)
  const subscriber = { ...webhookSubscriber(database, [lampLit.name, lampSold.name]), name: `webhooks-${newId()}` }
  const dispatcher = await startDispatcher({
    database,
    bus,
    subscribers: [subscriber],
    onFailure: () => {},
    pollMs: 50,
  })
  const jobs = await startJobs({ database, handlers: webhookJobs(parts), schedules: [], onFailure: () => {} })
  stops.push(
    () => bus.close(),
    () => dispatcher.stop(),
    () => jobs.stop(),
  )
  await database.withTenant(context, (tx) => emit(tx, context, lampLit, { lamp: '7' }))
  await expect.poll(() => wants.received.length, { timeout: 5000 }).toBe(1)
  const [{ headers, body }] = wants.received as [Received]
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'test.lamp_lit', data: { lamp: '7' } })
  expect(other.received).toEqual([])
})

test('an event that comes twice is sent once', async () => {
  const { database, context, admin, deliver } = await office()
  const { url, received } = await receiver()
  const { id } = await create(admin, url)
  const eventId = newId()
  await tell(database, context, lampLit.name, eventId)
  await tell(database, context, lampLit.name, eventId)
  await deliver()
  expect(received).toHaveLength(1)
  expect(received[0]!.headers['webhook-id']).toBe(eventId)
  expect(await deliveriesOf(admin, id)).toMatchObject([{ state: 'delivered', attempts: 1 }])
})

test('while a secret is replaced both sign; a day later only the new one does', async () => {
  const { database, context, admin, deliver } = await office()
  const frozen = freezeClock(new Date().toISOString())
  stops.push(frozen.release)
  const { url, received } = await receiver()
  const { id, secret: old } = await create(admin, url)
  const { secret: fresh } = (await admin('POST', `/api/engine/webhooks/${id}/secret`)).json<{ secret: string }>()
  await tell(database, context)
  await deliver()
  for (const secret of [old, fresh]) new Webhook(secret).verify(received[0]!.body, received[0]!.headers)
  frozen.advance(24 * 3_600_000 + 1)
  await tell(database, context)
  await deliver()
  expect(received[1]!.headers['webhook-signature']!.split(' ')).toHaveLength(1)
})

test('secrets lie sealed and are shown once', async () => {
  const { database, context, admin } = await office()
  const { secret } = await create(admin, 'https://hooks.example.com/')
  const rows = await database.withTenant(context, (tx) =>
    tx.all(sql<{ secret: string }>`select secret from engine.webhook_endpoint`),
  )
  expect(rows[0]!.secret).toMatch(/^v1\./)
  const listed = await admin('GET', '/api/engine/webhooks')
  expect(listed.body).not.toContain(secret)
  expect(listed.body).not.toContain(rows[0]!.secret)
})

test('a silent receiver is tried again later and left alone meanwhile', async () => {
  const { database, context, admin, deliver } = await office()
  const frozen = freezeClock('2026-11-20T02:00:00Z')
  stops.push(frozen.release)
  let status = 503
  const { url, received } = await receiver(() => status)
  const { id } = await create(admin, url)
  await tell(database, context)
  await tell(database, context)
  await deliver()
  expect(received).toHaveLength(1)
  expect(await deliveriesOf(admin, id)).toMatchObject([
    { state: 'waiting', attempts: 0, nextAttemptAt: '2026-11-20T02:00:05.000Z' },
    { state: 'waiting', attempts: 1, nextAttemptAt: '2026-11-20T02:00:05.000Z' },
  ])
  status = 200
  frozen.advance(5000)
  await deliver()
  expect(await deliveriesOf(admin, id)).toMatchObject([{ state: 'delivered' }, { state: 'delivered', attempts: 2 }])
  const [, second] = await deliveriesOf(admin, id)
  const details = await admin('GET', `/api/engine/webhook-deliveries/${second!.id}`)
  expect(details.json()).toMatchObject({
    log: [
      { status: 503, response: 'thank you', error: null, at: '2026-11-20T02:00:00.000Z' },
      { status: 200, at: '2026-11-20T02:00:05.000Z' },
    ],
  })
})

/** Lets a day pass in the steps of the retries. */
async function passDay(deliver: () => Promise<void>, frozen: { advance(ms: number): void }): Promise<void> {
  for (let attempt = 0; attempt < 12; attempt++) {
    await deliver()
    frozen.advance(8 * 3_600_000)
  }
}

test('after a silent day the endpoint is switched off and the administrators are told', async () => {
  const { database, context, admin, deliver } = await office()
  const frozen = freezeClock('2026-11-20T02:00:00Z')
  stops.push(frozen.release)
  const boss = await database.withTenant(context, (tx) =>
    createUser(tx, context, { login: `boss-${newId()}`, name: 'Boss', roles: ['administrator'] }),
  )
  const { id } = await create(admin, 'http://127.0.0.1:1/')
  await tell(database, context)
  await passDay(deliver, frozen)
  expect(await deliveriesOf(admin, id)).toMatchObject([{ state: 'failed' }])
  expect(await endpointOf(admin)).toMatchObject({ enabled: false, disabledReason: 'failing' })
  const told = await database.withTenant(context, (tx) =>
    tx.all(sql`select user_id as "userId", params from engine.notification`),
  )
  expect(told).toEqual([{ userId: boss, params: { url: 'http://127.0.0.1:1/' } }])
  await tell(database, context)
  expect(await deliveriesOf(admin, id)).toHaveLength(1)
})

test('one message that the receiver cannot digest does not silence the rest', async () => {
  const { database, context, admin, deliver } = await office()
  const frozen = freezeClock('2026-11-20T02:00:00Z')
  stops.push(frozen.release)
  const { url } = await receiver((body) => (body.includes(lampSold.name) ? 400 : 200))
  const { id } = await create(admin, url)
  await tell(database, context, lampSold.name)
  await deliver()
  frozen.advance(3_600_000)
  await tell(database, context, lampLit.name)
  await passDay(deliver, frozen)
  expect(await deliveriesOf(admin, id)).toMatchObject([{ state: 'delivered' }, { state: 'failed' }])
  expect(await endpointOf(admin)).toMatchObject({ enabled: true })
})

test('a receiver that says it is gone is switched off at once', async () => {
  const { database, context, admin, deliver } = await office()
  const { url } = await receiver(() => 410)
  await create(admin, url)
  await tell(database, context)
  await deliver()
  expect(await endpointOf(admin)).toMatchObject({ enabled: false, disabledReason: 'gone' })
})

test('a failed delivery is repeated by hand, under its old message id', async () => {
  const { database, context, admin, deliver } = await office()
  let status = 410
  const { url, received } = await receiver(() => status)
  const { id, version } = await create(admin, url)
  await tell(database, context)
  await deliver()
  status = 200
  const draft = { url, patterns: ['*'], enabled: true }
  const stale = await admin('PUT', `/api/engine/webhooks/${id}`, draft, { 'if-match': `"${version}"` })
  expect(stale.json()).toMatchObject({ code: 'engine.version-conflict' })
  const changed = await admin('PUT', `/api/engine/webhooks/${id}`, draft, { 'if-match': `"${version + 1}"` })
  expect(changed.json()).toMatchObject({ enabled: true, disabledReason: null, version: version + 2 })
  const [failed] = await deliveriesOf(admin, id)
  expect((await admin('POST', `/api/engine/webhook-deliveries/${failed!.id}/redeliver`)).statusCode).toBe(204)
  await deliver()
  expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(
    Array(2).fill(received[0]!.headers['webhook-id']),
  )
  expect(await deliveriesOf(admin, id)).toMatchObject([{ state: 'delivered' }])
})

test('the test button sends at once and says what came of it', async () => {
  const { admin } = await office()
  const { url, received } = await receiver(() => 503)
  const { id } = await create(admin, url)
  const answer = await admin('POST', `/api/engine/webhooks/${id}/test`)
  expect(answer.json()).toMatchObject({ status: 503, response: 'thank you', error: null })
  expect(JSON.parse(received[0]!.body)).toMatchObject({ type: 'engine.webhook_test' })
  expect(await deliveriesOf(admin, id)).toMatchObject([{ state: 'failed', nextAttemptAt: null }])
})

test('our own network is refused, as an address at once and as a name when it is called', async () => {
  const { admin } = await office(false)
  for (const url of ['http://127.0.0.1/', 'http://169.254.169.254/latest', 'ftp://example.com/']) {
    const refused = await admin('POST', '/api/engine/webhooks', { url, patterns: ['*'] })
    expect([refused.statusCode, refused.json()]).toMatchObject([
      422,
      { code: expect.stringMatching(/^engine\.outside-/) },
    ])
  }
  const { id } = await create(admin, 'http://localhost:9/')
  const answer = await admin('POST', `/api/engine/webhooks/${id}/test`)
  expect(answer.json()).toMatchObject({ status: null, error: 'engine.outside-address-refused' })
})

test('wrong input names each wrong field; only administrators see endpoints', async () => {
  const { admin, agent } = await office()
  const refused = await admin('POST', '/api/engine/webhooks', { url: '', patterns: ['Nope'], extra: 1 })
  expect(refused.json<{ errors: { path: string }[] }>().errors.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/url', '/patterns/0']),
  )
  expect((await agent('GET', '/api/engine/webhooks')).statusCode).toBe(403)
  expect((await admin('DELETE', `/api/engine/webhooks/${newId()}`)).statusCode).toBe(404)
})

test('every change is in the audit trail, without secrets', async () => {
  const { database, context, admin } = await office()
  const { id, secret } = await create(admin, 'https://hooks.example.com/')
  await admin('POST', `/api/engine/webhooks/${id}/secret`)
  await admin('DELETE', `/api/engine/webhooks/${id}`)
  const entries = await database.withTenant(context, (tx) =>
    tx.all(sql<{ action: string; after: unknown }>`select action, after from engine.audit_entry order by id`),
  )
  expect(entries.map(({ action }) => action)).toEqual([
    'engine.webhook.create',
    'engine.webhook.rotate-secret',
    'engine.webhook.remove',
  ])
  expect(JSON.stringify(entries)).not.toContain(secret)
})

test('the log of a month ago is forgotten', async () => {
  const { database, context, admin, deliver } = await office()
  const frozen = freezeClock('2026-11-20T02:00:00Z')
  stops.push(frozen.release)
  const { url } = await receiver()
  const { id } = await create(admin, url)
  await tell(database, context)
  await deliver()
  frozen.advance(31 * 86_400_000)
  await webhookSchedules(database)[0]!.run(context)
  expect(await deliveriesOf(admin, id)).toEqual([])
})
