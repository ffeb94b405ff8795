import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { freezeClock, newId, type Context } from '#engine/kernel'
import { createTeam, createUser } from '#engine/identity'
import { defineNotification, notificationKinds, notify } from '#engine/notify'
import { openSecretBox, sql } from '#engine/store'
import { noticeHookRoutes, noticeJobs, webhookJobs, webhookRoutes, webhookSentences } from '#engine/webhooks'
import { freshTenant } from '#test/database'
import { serveRoutes } from '#test/server'

const lampAssigned = defineNotification({
  kind: 'test.lamp_assigned',
  params: z.object({ number: z.string() }),
  en: { label: 'A lamp is mine', title: '{number} is yours', body: 'By Li <li@example.com>' },
  'zh-CN': { label: '分配给我的灯', title: '{number} 由你处理', body: '' },
})
const NOON = '2026-11-20T04:00:00Z'

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function receiver(answer = { status: 200, body: 'ok' }) {
  const received: { url: string; body: Record<string, unknown>; headers: http.IncomingHttpHeaders }[] = []
  const server = http.createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as Record<string, unknown>
    received.push({ url: request.url!, body, headers: request.headers })
    response.writeHead(answer.status).end(answer.body)
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  stops.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/robot?key=topsecret`, received, answer }
}

async function office(allowPrivate = true) {
  const frozen = freezeClock(NOON)
  stops.push(frozen.release)
  const { database, context } = await freshTenant()
  const [li, anna] = await database.withTenant(context, async (tx) => [
    await createUser(tx, context, { login: `li-${newId()}`, name: '李敏', roles: ['agent'] }),
    await createUser(tx, context, { login: `anna-${newId()}`, name: 'Anna', locale: 'en', roles: ['agent'] }),
  ])
  const people = { li: li!, anna: anna! }
  const teamId = await database.withTenant(context, (tx) => createTeam(tx, context, 'Lamps', [people.li, people.anna]))
  const parts = {
    database,
    secrets: openSecretBox(['a master secret for tests, long enough']),
    allowPrivate,
    kinds: notificationKinds([lampAssigned]),
    publicUrl: 'https://facet.example',
  }
  const { server, as } = await serveRoutes({
    database,
    context,
    actors: {
      admin: { roles: ['administrator'] },
      li: { roles: ['agent'], id: people.li },
      anna: { roles: ['agent'], id: people.anna },
    },
    sentences: webhookSentences,
    routeSets: [webhookRoutes(parts, []), noticeHookRoutes(parts)],
  })
  stops.push(() => server.close())
  const tell = (userIds: readonly string[], source = 'lamp:1') =>
    database.withTenant(context, (tx) =>
      notify(tx, context, lampAssigned, { userIds, params: { number: 'L-1' }, link: '/lamps/1', source }),
    )
  const work = () => workOff(parts, context)
  return { ...people, database, context, teamId, tell, work, frozen, parts, as }
}

/** What the worker would do: addresses for each notification, then what waits to be sent. */
async function workOff(parts: Parameters<typeof noticeJobs>[0], context: Context): Promise<void> {
  const { signal } = new AbortController()
  const rows = (query: string) =>
    parts.database.withTenant(context, (tx) => tx.all(sql<{ id: string }>`${sql.raw(query)}`))
  for (const { id } of await rows('select id from engine.notification'))
    await noticeJobs(parts)[0]!.run({ notificationId: id }, context, signal)
  for (const { id } of await rows(`select id from engine.webhook_delivery where state = 'waiting'`))
    await webhookJobs(parts)[0]!.run({ deliveryId: id }, context, signal)
}

const HOOKS = '/api/engine/notification-hooks'

test('what a person is told arrives at their own address, once, in their language; the address is shown to nobody', async () => {
  const { as, anna, tell, work, database, context } = await office()
  const { url, received } = await receiver()
  const made = await as('anna')('POST', HOOKS, { format: 'slack', url, kinds: ['*'] })
  expect(made.json()).toMatchObject({ secret: null })
  await tell([anna])
  await work()
  await work()
  expect(received.map(({ url: path, body }) => [path, body['text']])).toEqual([
    [
      '/robot?key=topsecret',
      'L-1 is yours\nBy Li &lt;li@example.com&gt;\n<https://facet.example/lamps/1|Open in Facet>',
    ],
  ])
  const listed = (await as('anna')('GET', HOOKS)).body
  expect(listed).toContain('"lastSuccessAt":"2026')
  const kept = await database.withTenant(context, (tx) =>
    tx.all(sql`select url, sealed_url, secret from engine.webhook_endpoint
      union all select subject, before::text, after::text from engine.audit_entry`),
  )
  expect(listed + JSON.stringify(kept)).not.toContain('topsecret')
})

test('a team’s group hears once of what five people are told; only an administrator sets it up', async () => {
  const { as, li, anna, teamId, tell, work } = await office()
  const { url, received } = await receiver({ status: 200, body: '{"errcode":0}' })
  const draft = { teamId, format: 'wecom', url, kinds: [lampAssigned.kind], locale: 'zh-CN' }
  expect((await as('li')('POST', `${HOOKS}/teams`, draft)).statusCode).toBe(403)
  expect((await as('admin')('POST', `${HOOKS}/teams`, draft)).statusCode).toBe(201)
  await tell([li, anna])
  await work()
  expect(received.map(({ body }) => body)).toEqual([
    {
      msgtype: 'text',
      text: { content: 'L-1 由你处理\nhttps://facet.example/lamps/1' },
    },
  ])
  const teams = await as('admin')('GET', `${HOOKS}/teams`)
  expect(teams.json()).toMatchObject({ items: [{ teamName: 'Lamps', format: 'wecom' }] })
  const { id } = teams.json<{ items: { id: string }[] }>().items[0]!
  expect((await as('li')('DELETE', `${HOOKS}/${id}`)).statusCode).toBe(404)
})

test('quiet hours hold; what was read meanwhile is not sent to a person any more', async () => {
  const { as, li, tell, work, frozen, database, context } = await office()
  const { url, received } = await receiver()
  await as('li')('POST', HOOKS, { format: 'slack', url, kinds: ['*'] })
  await database.withTenant(context, (tx) =>
    tx.run(sql`insert into engine.quiet_hours values (${context.tenantId}, ${li}, '11:00', '13:00', 'Asia/Shanghai')`),
  )
  await tell([li], 'lamp:1')
  await tell([li], 'lamp:2')
  await work()
  expect(received).toEqual([])
  await database.withTenant(context, (tx) =>
    tx.run(sql`update engine.notification set read_at = ${NOON} where source = 'lamp:1'`),
  )
  frozen.advance(2 * 3_600_000)
  await work()
  expect(received).toHaveLength(1)
})

test('a kind that was not chosen is not sent, nor anything to an address that is switched off', async () => {
  const { as, li, tell, work } = await office()
  const { url, received } = await receiver()
  const { id } = (await as('li')('POST', HOOKS, { format: 'slack', url, kinds: ['test.other'] })).json<{ id: string }>()
  await tell([li], 'lamp:1')
  await work()
  await as('li')('PUT', `${HOOKS}/${id}`, { kinds: ['*'], enabled: false })
  await tell([li], 'lamp:2')
  await work()
  expect(received).toEqual([])
})

test('a robot that asks for patience is tried again; its refusal stands in the log, and is repeated by hand', async () => {
  const { as, li, tell, work, frozen } = await office()
  const { url, received, answer } = await receiver({ status: 200, body: '{"errcode":45009,"errmsg":"freq"}' })
  const { id } = (await as('li')('POST', HOOKS, { format: 'wecom', url, kinds: ['*'] })).json<{ id: string }>()
  await tell([li])
  await work()
  const log = async () =>
    (await as('li')('GET', `${HOOKS}/${id}/deliveries`)).json<{ items: { id: string; state: string }[] }>().items
  const [waiting] = await log()
  expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, nextAttemptAt: '2026-11-20T04:00:05.000Z' })
  answer.body = '{"errcode":0}'
  frozen.advance(5000)
  await work()
  expect(await log()).toMatchObject([{ state: 'delivered', attempts: 2 }])
  const path = `/api/engine/notification-hook-deliveries/${waiting!.id}`
  expect((await as('li')('GET', path)).json()).toMatchObject({
    log: [{ status: 200, error: 'engine.robot-refused: 45009 freq' }, { error: null }],
  })
  expect((await as('anna')('GET', path)).statusCode).toBe(404)
  await as('li')('POST', `${path}/redeliver`)
  await work()
  expect(received).toHaveLength(3)
})

test('what cannot work is refused: our own network, a robot without its secret; events’ page knows nothing of it', async () => {
  const { as } = await office(false)
  const refused = async (body: object) => (await as('li')('POST', HOOKS, { kinds: ['*'], ...body })).json<object>()
  expect(await refused({ format: 'slack', url: 'http://127.0.0.1/x' })).toMatchObject({
    code: 'engine.outside-address-refused',
  })
  expect(await refused({ format: 'dingtalk', url: 'https://oapi.dingtalk.com/robot/send' })).toMatchObject({
    code: 'engine.robot-secret-missing',
  })
  await as('li')('POST', HOOKS, { kinds: ['*'], format: 'facet', url: 'https://robot.example/x' })
  expect((await as('admin')('GET', '/api/engine/webhooks')).json()).toEqual({ items: [] })
})
