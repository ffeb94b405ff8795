import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#engine/kernel'
import { PUBLIC, SIGNED_IN } from '#engine/http'
import { startTestFacet, requester, type Session, type TestFacet } from '#test/facet'
import type { GuardedRoute } from '../app/program.ts'

/** Every route × every role: let in or refused, exactly as the policy's sentences say. */
let world: TestFacet
let sessions: Map<string, Session>
beforeAll(async () => {
  world = await startTestFacet('policy_walk')
  const roles = world.facet.policies.roles
  sessions = new Map(await Promise.all(roles.map(async (role) => [role, await world.as(role)] as const)))
}, 120_000)
afterAll(() => world.stop())

/** Ends the session that the walk needs. */
const isSignOut = ({ method, path }: GuardedRoute): boolean => method === 'DELETE' && path === '/api/engine/session'

const addressOf = (path: string): string => path.replace(/:(\w+)/g, () => newId())

test('no route is without a known permission', () => {
  const known = new Set([PUBLIC, SIGNED_IN, ...world.facet.policies.permissions])
  const unknown = world.facet.routes
    .filter(({ may }) => !known.has(may))
    .map(({ method, path, may }) => `${method} ${path}: ${may}`)
  expect(unknown).toEqual([])
  expect(world.facet.routes.length).toBeGreaterThan(30)
})

test('a stranger gets in only where it is public', async () => {
  const send = requester(`http://127.0.0.1:${world.facet.port}`)
  const wrong: string[] = []
  for (const route of world.facet.routes) {
    if (route.may === PUBLIC) continue
    const { status } = await send(
      route.method,
      addressOf(route.path),
      route.method === 'GET' || route.method === 'DELETE' ? undefined : {},
      {},
    )
    if (status !== 401) wrong.push(`${route.method} ${route.path}: ${status}`)
  }
  expect(wrong).toEqual([])
})

test('each role gets in exactly where a sentence allows it', async () => {
  const wrong: string[] = []
  const { policies, routes } = world.facet
  for (const [role, session] of sessions) {
    for (const route of routes.filter((each) => !isSignOut(each))) {
      const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : {}
      const { status, body: answer } = await session.request(route.method, addressOf(route.path), body)
      const refused = status === 403 && (answer as { code?: string }).code === 'engine.not-allowed'
      const allowed = route.may === PUBLIC || route.may === SIGNED_IN || policies.isAllowed([role], route.may)
      if (refused === allowed) wrong.push(`${role} ${route.method} ${route.path}: ${status}`)
    }
  }
  expect(wrong).toEqual([])
}, 120_000)

test('rows of another company do not exist', async () => {
  const { services } = world.facet.wired
  const mine = await services.desk.openIncident(world.context, { subject: 'Ours' })
  const device = await services.fleet.registerDevice(world.context, {
    serial: 'A1',
    name: 'A',
    kind: 'laptop',
    brand: 'B',
    model: 'M',
  })
  const other = await startForeignSession()
  for (const url of [
    `/api/desk/incidents/${mine.id}`,
    `/api/desk/incidents/${mine.id}/timeline`,
    `/api/fleet/devices/${device.deviceId}`,
  ]) {
    expect((await other.request('GET', url)).status).toBe(404)
  }
  expect((await other.request('POST', `/api/desk/incidents/${mine.id}/acts`, { act: 'start' })).status).toBe(404)
  expect((await other.request('GET', '/api/desk/incidents')).body).toEqual({ items: [], next: null })
})

async function startForeignSession(): Promise<Session> {
  const foreign = await world.foreignTenant()
  return foreign.as('administrator')
}
