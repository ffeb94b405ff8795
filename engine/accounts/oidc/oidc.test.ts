import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clock, freezeClock, newId } from '#engine/kernel'
import { createUser } from '#engine/identity'
import { sql } from '#engine/store'
import { startTestFacet, type Session, type TestFacet } from '#test/facet'
import { CLIENT, startOidcSimulator, type OidcSimulator } from '#test/oidc-simulator'
import { safeReturn } from './journey.ts'

let world: TestFacet
let provider: OidcSimulator
let administrator: Session
let providerId: string
beforeAll(async () => {
  provider = await startOidcSimulator()
  world = await startTestFacet('oidc', { ALLOW_PRIVATE_ADDRESSES: 'true' })
  administrator = await world.as('administrator')
  const made = await administrator.request('POST', '/api/engine/oidc-providers', draft())
  expect(made.status).toBe(201)
  providerId = (made.body as { providerId: string }).providerId
})
afterAll(async () => {
  await world.stop()
  await provider.stop()
})
afterEach(() => {
  provider.spoil = 'nothing'
})

const draft = (more: object = {}) => ({
  label: 'Company account',
  issuer: provider.issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  ...more,
})

/** A browser that keeps its cookies, as far as this journey needs them. */
async function begin(id = providerId, returnTo = '/desk/incidents') {
  const base = `http://127.0.0.1:${world.facet.port}`
  const start = await fetch(`${base}/api/engine/oidc/${id}?returnTo=${encodeURIComponent(returnTo)}`, {
    redirect: 'manual',
  })
  const cookie = start.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { sentTo: start.headers.get('location') ?? '', cookie }
}

async function finish(backTo: string, cookie: string) {
  const url = new URL(backTo)
  const end = await fetch(`http://127.0.0.1:${world.facet.port}${url.pathname}${url.search}`, {
    redirect: 'manual',
    headers: { cookie },
  })
  const session = end.headers.getSetCookie().find((each) => each.startsWith('facet_session='))
  return { location: end.headers.get('location') ?? '', session: session?.split(';')[0] }
}

async function signIn(person: OidcSimulator['person'], id = providerId) {
  provider.person = person
  const { sentTo, cookie } = await begin(id)
  return finish(await provider.visit(sentTo), cookie)
}

async function whoIs(session: string | undefined) {
  const answer = await administrator.request('GET', '/api/engine/session', undefined, { cookie: session ?? '' })
  return (answer.body as { user?: { id: string; name: string } }).user
}

async function person(email: string): Promise<string> {
  return world.database.withTenant(world.context, (tx) =>
    createUser(tx, world.context, { login: email, email, name: 'Known', roles: ['agent'] }),
  )
}

describe('who comes in', () => {
  test('the provider is offered on the sign-in page', async () => {
    const { body } = await administrator.request('GET', '/api/engine/sign-in-options')
    expect(body).toMatchObject({ oidc: [{ id: providerId, label: 'Company account' }], resetByMail: false })
  })

  test('somebody with the same verified address, who is linked from then on, whatever the address becomes', async () => {
    const email = `${newId()}@corp.example`
    const userId = await person(email)
    const sub = newId()
    const first = await signIn({ sub, email: email.toUpperCase(), email_verified: true })
    expect(first.location).toBe('/desk/incidents')
    expect(await whoIs(first.session)).toMatchObject({ id: userId })
    const later = await signIn({ sub, email: 'married@corp.example', email_verified: true })
    expect(await whoIs(later.session)).toMatchObject({ id: userId })
  })

  test('nobody by an address that the provider has not verified', async () => {
    const email = `${newId()}@corp.example`
    await person(email)
    const { location, session } = await signIn({ sub: newId(), email, email_verified: false })
    expect(location).toBe('/?refused=engine.oidc-unknown-person&label=Company+account')
    expect(session).toBeUndefined()
  })

  test('nobody whose account is disabled, linked or not', async () => {
    const email = `${newId()}@corp.example`
    const sub = newId()
    const userId = await person(email)
    await signIn({ sub, email, email_verified: true })
    await administrator.request('POST', `/api/engine/users/${userId}/disable`)
    expect((await signIn({ sub, email, email_verified: true })).session).toBeUndefined()
    expect((await signIn({ sub: newId(), email, email_verified: true })).session).toBeUndefined()
  })

  test('a stranger only where the provider makes accounts, with its role', async () => {
    const email = `${newId()}@corp.example`
    expect((await signIn({ sub: newId(), email, email_verified: true })).session).toBeUndefined()
    const open = await administrator.request('POST', '/api/engine/oidc-providers', draft({ defaultRole: 'agent' }))
    const { providerId: openId } = open.body as { providerId: string }
    const { session } = await signIn({ sub: newId(), email, email_verified: true, name: 'Fresh' }, openId)
    expect(await whoIs(session)).toMatchObject({ name: 'Fresh' })
    const { body } = await administrator.request('GET', '/api/engine/users')
    const users = (body as { items: { login: string; roles: string[] }[] }).items
    expect(users.find(({ login }) => login === email)?.roles).toEqual(['agent'])
  })
})

describe('what is refused', () => {
  test.each(['signature', 'nonce', 'audience'] as const)('an ID token with a wrong %s', async (spoil) => {
    const email = `${newId()}@corp.example`
    await person(email)
    provider.spoil = spoil
    const { location, session } = await signIn({ sub: newId(), email, email_verified: true })
    expect(location).toContain('refused=engine.oidc-refused')
    expect(session).toBeUndefined()
  })

  test('an answer in another browser, one to another question, and one that comes too late', async () => {
    provider.person = { sub: newId() }
    const one = await begin()
    const back = await provider.visit(one.sentTo)
    expect((await finish(back, '')).location).toContain('engine.oidc-over')
    const other = await begin()
    expect((await finish(back, other.cookie)).location).toContain('engine.oidc-refused')
    const frozen = freezeClock(new Date(clock.ms() + 601_000).toISOString())
    const late = await finish(back, one.cookie)
    frozen.release()
    expect(late.location).toContain('engine.oidc-over')
  })

  test('an issuer that is none, and a role that would make administrators', async () => {
    const dead = await administrator.request(
      'POST',
      '/api/engine/oidc-providers',
      draft({ issuer: `${provider.issuer}/no` }),
    )
    expect(dead).toMatchObject({ status: 422, body: { code: 'engine.oidc-unusable' } })
    const kings = await administrator.request(
      'POST',
      '/api/engine/oidc-providers',
      draft({ defaultRole: 'administrator' }),
    )
    expect(kings.status).toBe(422)
    const lonely = await administrator.request('POST', '/api/engine/oidc-providers', draft({ defaultRole: 'customer' }))
    expect(lonely).toMatchObject({ status: 422, body: { code: 'engine.customer-needed' } })
  })

  test('a provider that is switched off', async () => {
    const made = await administrator.request('POST', '/api/engine/oidc-providers', draft())
    const { providerId: id } = made.body as { providerId: string }
    const { clientSecret: _, ...rest } = draft()
    await administrator.request('PUT', `/api/engine/oidc-providers/${id}`, { ...rest, enabled: false })
    expect((await begin(id)).sentTo).toContain('refused=engine.oidc-provider-not-found')
  })
})

test('the client secret lies sealed and is never answered', async () => {
  const rows = await world.database.withTenant(world.context, (tx) =>
    tx.all(sql<{ row: string }>`select to_jsonb(p)::text as row from engine.oidc_provider p`),
  )
  expect(rows.length).toBeGreaterThan(0)
  const listed = JSON.stringify((await administrator.request('GET', '/api/engine/oidc-providers')).body)
  expect(JSON.stringify(rows) + listed).not.toContain(CLIENT.secret)
})

test.each([
  { asked: '/desk/incidents?status=open', safe: '/desk/incidents?status=open', because: 'a page of the console' },
  { asked: 'https://evil.example', safe: '/', because: 'another site' },
  { asked: '//evil.example', safe: '/', because: 'another site without a protocol' },
  { asked: '/\\evil.example', safe: '/', because: 'browsers read \\ as /' },
  { asked: undefined, safe: '/', because: 'nothing was asked' },
])('leads back to $safe: $because', ({ asked, safe }) => {
  expect(safeReturn(asked)).toBe(safe)
})
