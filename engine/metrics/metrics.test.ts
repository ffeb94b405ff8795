import { Writable } from 'node:stream'
import Fastify from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { freezeClock, newId, systemContext } from '#engine/kernel'
import { defineEvent, emit, openPostgresBus, startDispatcher } from '#engine/events'
import { defineJob, enqueue } from '#engine/jobs'
import type { Database } from '#engine/store'
import {
  createMetrics,
  databaseAnswers,
  eventLagSeconds,
  eventsKeepUp,
  logFor,
  logOptions,
  migrationsComplete,
  observeRequests,
  operationRoutes,
  readinessOf,
  watchQueues,
} from '#engine/metrics'
import { freshTenant, testDatabase } from '#test/database'
import { serveRoutes } from '#test/server'

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const lampLit = defineEvent('test.lamp_lit', z.object({}), { aggregate: () => 'lamp' })

function figure(text: string, name: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

test('requests are measured by their route and never by what stands in the address', async () => {
  const metrics = createMetrics()
  const server = Fastify({ logger: false })
  stops.push(() => server.close())
  observeRequests(server, metrics)
  server.get('/things/:id', () => 'x')
  for (const id of ['secret-1', 'secret-2']) await server.inject(`/things/${id}`)
  await server.inject('/nowhere/secret-3')
  const { contentType, body } = await metrics.text()
  expect(contentType).toContain('text/plain')
  expect(figure(body, 'facet_http_request_duration_seconds_count{method="GET",route="/things/:id",status="200"}')).toBe(
    2,
  )
  expect(figure(body, 'facet_http_request_duration_seconds_count{method="GET",route="unknown",status="404"}')).toBe(1)
  expect(body).toContain('nodejs_eventloop_lag_seconds')
  expect(body).not.toContain('secret')
})

test('a figure that cannot be read is left out, the others are told', async () => {
  const metrics = createMetrics()
  let broken = false
  metrics.gauge('facet_lamps', 'Lamps', () => (broken ? Promise.reject(new Error('away')) : 7))
  metrics.gauge('facet_rooms', 'Rooms', () => 3)
  metrics.counter('facet_sales_total', 'Sales', ['kind']).inc({ kind: 'lamp' })
  expect(figure((await metrics.text()).body, 'facet_lamps')).toBe(7)
  broken = true
  const { body } = await metrics.text()
  expect([figure(body, 'facet_lamps'), figure(body, 'facet_rooms')]).toEqual([undefined, 3])
  expect(figure(body, 'facet_sales_total{kind="lamp"}')).toBe(1)
})

/** An event that nobody has read, a minute old. */
async function unreadEvent(): Promise<{ database: Database; subscriber: string }> {
  const { database, context } = await freshTenant()
  const bus = await openPostgresBus(database)
  const subscriber = `metrics-${newId()}`
  const settings = { database, bus, subscribers: [], onFailure: () => {}, pollMs: 50 }
  const relayed = async () => {
    const relay = await startDispatcher(settings)
    await relay.settled()
    await relay.stop()
  }
  await relayed()
  await (await startDispatcher({ ...settings, subscribers: [{ name: subscriber, reactions: [] }] })).stop()
  const frozen = freezeClock(new Date(Date.now() - 60_000).toISOString())
  await database.withTenant(context, (tx) => emit(tx, context, lampLit, {}))
  frozen.release()
  await relayed()
  await bus.close()
  return { database, subscriber }
}

test('an unread event makes its subscriber late, and only that one', async () => {
  const { database, subscriber } = await unreadEvent()
  expect(await eventLagSeconds(database, [subscriber])).toBeGreaterThan(59)
  expect(await eventLagSeconds(database, [])).toBeLessThan(59)
  const { ready, checks } = await readinessOf([eventsKeepUp(database, [subscriber], 30), databaseAnswers(database)])
  expect(ready).toBe(false)
  expect(checks).toMatchObject([
    { name: 'events', ready: false, detail: expect.stringMatching(/^\d+ s behind, at most 30$/) },
    { name: 'database', ready: true, detail: 'answers' },
  ])
})

test('queues are counted when somebody looks', async () => {
  const { database, context } = await freshTenant()
  const metrics = createMetrics()
  watchQueues(metrics, database, [])
  const later = 'facet_jobs{state="later"}'
  const before = figure((await metrics.text()).body, later)!
  const job = defineJob(`test.${newId()}`, z.object({}))
  await database.withTenant(context, (tx) => enqueue(tx, context, job, {}, { runAt: '2099-01-01T00:00:00Z' }))
  const { body } = await metrics.text()
  expect(figure(body, later)).toBe(before + 1)
  expect(figure(body, 'facet_events_waiting{where="dead"}')).toBeTypeOf('number')
  expect(figure(body, 'facet_event_lag_seconds')).toBeTypeOf('number')
})

test('what this process needs must be migrated', async () => {
  const database = await testDatabase()
  const tenancy = { module: 'tenancy', schema: 'engine', folder: new URL('../tenancy/schema/', import.meta.url) }
  expect(await readinessOf([migrationsComplete(database, [tenancy])])).toMatchObject({ ready: true })
  const missing = { ...tenancy, module: 'unborn' }
  expect(await readinessOf([migrationsComplete(database, [missing])])).toMatchObject({
    ready: false,
    checks: [{ detail: 'missing: unborn/001-tenant.sql' }],
  })
})

test('a check that hangs is not ready, and nobody waits for it', async () => {
  const hanging = { name: 'hanging', check: () => new Promise<string>(() => {}) }
  expect(await readinessOf([hanging])).toMatchObject({ checks: [{ ready: false, detail: 'does not answer in time' }] })
})

test('over HTTP: alive, ready or not, and figures behind their token', async () => {
  const { database, context } = await freshTenant()
  let away = false
  const lamp = { name: 'lamp', check: () => (away ? Promise.reject(new Error('dark')) : Promise.resolve('lit')) }
  const { server, as } = await serveRoutes({
    database,
    context,
    actors: {},
    sentences: [],
    rawRoutes: operationRoutes({ metrics: createMetrics(), checks: [lamp], metricsToken: 't0ken' }),
  })
  stops.push(() => server.close())
  const get = (url: string, headers = {}) => as(undefined)('GET', url, undefined, headers)
  expect((await get('/healthz')).json()).toMatchObject({ status: 'ok' })
  expect((await get('/readyz')).json()).toMatchObject({ ready: true, checks: [{ name: 'lamp', detail: 'lit' }] })
  away = true
  expect((await get('/readyz')).statusCode).toBe(503)
  expect((await get('/metrics')).statusCode).toBe(401)
  expect((await get('/metrics', { authorization: 'Bearer t0ken' })).body).toContain('process_cpu_seconds_total')
})

test('a line is JSON with trace and time, without credentials', async () => {
  const frozen = freezeClock('2026-11-20T02:00:00Z')
  stops.push(frozen.release)
  const lines: string[] = []
  const stream = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) })
  const server = Fastify({ logger: { ...(logOptions('info') as object), stream } })
  stops.push(() => server.close())
  const context = systemContext(newId(), 'night-watch')
  logFor(server.log, context).warn(
    { headers: { cookie: 'facet_session=x', authorization: 'Bearer y' }, lamp: 7 },
    'dark',
  )
  expect(JSON.parse(lines[0]!)).toEqual({
    level: 'warn',
    time: '2026-11-20T02:00:00.000Z',
    traceId: context.traceId,
    tenantId: context.tenantId,
    actor: 'system:night-watch',
    headers: { cookie: '…', authorization: '…' },
    lamp: 7,
    message: 'dark',
  })
})
