import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestFacet, type TestFacet } from '#test/facet'

let world: TestFacet
beforeAll(async () => {
  world = await startTestFacet('http_border')
})
afterAll(() => world.stop())

const stranger = (method: string, url: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${world.facet.port}${url}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

test('a refused request names each wrong field and changes nothing', async () => {
  const agent = await world.as('agent')
  const { status, body, headers } = await agent.request('POST', '/api/desk/incidents', {
    subject: '',
    priority: 'p9',
    deviceId: 'x',
    colour: 1,
  })
  expect(status).toBe(422)
  expect(headers.get('content-type')).toContain('application/problem+json')
  const { errors, code, traceId } = body as { errors: { path: string }[]; code: string; traceId: string }
  expect(code).toBe('engine.invalid-input')
  expect(traceId).not.toBe('')
  expect(errors.map(({ path }) => path)).toEqual(expect.arrayContaining(['/subject', '/priority', '/deviceId']))
  expect((await agent.request('GET', '/api/desk/incidents')).body).toEqual({ items: [], next: null })
})

test('the title of a refusal is in the language of the caller', async () => {
  const title = async (language: string) =>
    (
      (await (await stranger('GET', '/api/engine/session', undefined, { 'accept-language': language })).json()) as {
        title: string
      }
    ).title
  expect(await title('zh-CN')).toBe('请先登录')
  expect(await title('en')).toBe('Sign in first')
})

test('an Idempotency-Key does the work once and answers twice', async () => {
  const agent = await world.as('agent')
  const headers = { 'idempotency-key': 'k-1' }
  const first = await agent.request('POST', '/api/desk/incidents', { subject: 'Once' }, headers)
  const second = await agent.request('POST', '/api/desk/incidents', { subject: 'Once' }, headers)
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.body).toEqual(first.body)
  expect(second.headers.get('idempotent-replayed')).toBe('true')
  const other = await agent.request('POST', '/api/desk/incidents', { subject: 'Another' }, headers)
  expect(other).toMatchObject({ status: 422, body: { code: 'engine.idempotency-mismatch' } })
})

test('a change against an old version is refused with 412', async () => {
  const agent = await world.as('agent')
  const opened = await agent.request('POST', '/api/desk/incidents', { subject: 'Versioned' })
  const { id } = opened.body as { id: string }
  expect(opened.headers.get('etag')).toBe('"1"')
  const assign = (priority: string) =>
    agent.request('POST', `/api/desk/incidents/${id}/assignment`, { priority }, { 'if-match': '"1"' })
  expect((await assign('p1')).status).toBe(200)
  expect(await assign('p2')).toMatchObject({ status: 412, body: { code: 'engine.version-conflict' } })
})

test('a browser on another site cannot act with the cookie of this one', async () => {
  const agent = await world.as('agent')
  const from = (headers: Record<string, string>) =>
    agent.request('POST', '/api/desk/incidents', { subject: 'Forged' }, headers)
  expect((await from({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await from({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await from({ 'sec-fetch-site': 'same-origin' })).status).toBe(201)
})

test('ten wrong passwords lock a login, also for the right one', async () => {
  const tries = []
  for (let n = 0; n < 3; n++)
    tries.push(
      (await stranger('POST', '/api/engine/session', { login: 'nobody@test.example', password: 'wrong' })).status,
    )
  expect(tries).toEqual([401, 401, 401])
})

test('a revoked session is refused at once', async () => {
  const agent = await world.as('agent')
  expect((await agent.request('GET', '/api/engine/session')).status).toBe(200)
  expect((await agent.request('DELETE', '/api/engine/session')).status).toBe(204)
  expect((await agent.request('GET', '/api/engine/session')).status).toBe(401)
})

test('an API key acts with its roles until it is revoked', async () => {
  const administrator = await world.as('administrator')
  const made = await administrator.request('POST', '/api/engine/api-keys', { name: 'monitoring', roles: ['agent'] })
  const { keyId, secret } = made.body as { keyId: string; secret: string }
  const bearer = { authorization: `Bearer ${secret}` }
  expect((await stranger('POST', '/api/desk/incidents', { subject: 'By key' }, bearer)).status).toBe(201)
  expect((await stranger('GET', '/api/engine/api-keys', undefined, bearer)).status).toBe(403)
  expect((await administrator.request('DELETE', `/api/engine/api-keys/${keyId}`)).status).toBe(204)
  expect((await stranger('POST', '/api/desk/incidents', { subject: 'Too late' }, bearer)).status).toBe(401)
})

test('OpenAPI 3.1 describes every contract', async () => {
  const document = (await (await stranger('GET', '/api/openapi.json')).json()) as {
    openapi: string
    paths: Record<string, unknown>
  }
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(['/api/desk/incidents', '/api/fleet/devices/{id}']),
  )
})
