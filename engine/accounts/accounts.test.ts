import { generate } from 'otplib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { clock, freezeClock, newId } from '#engine/kernel'
import { sql } from '#engine/store'
import { requester, startTestFacet, type Answer, type Session, type TestFacet } from '#test/facet'

let world: TestFacet
let administrator: Session
beforeAll(async () => {
  world = await startTestFacet('accounts')
  administrator = await world.as('administrator')
})
afterAll(() => world.stop())

const PASSWORD = 'correct horse battery'
const stranger = (method: string, url: string, body?: unknown): Promise<Answer> =>
  requester(`http://127.0.0.1:${world.facet.port}`)(method, url, body, {})

interface Invited {
  readonly user: { userId: string; login: string; version: number; hasPassword: boolean; roles: string[] }
  readonly access: { link: string; mailedTo: string | null; purpose: string }
}

async function invite(draft: object = {}): Promise<Invited> {
  const login = `${newId()}@people.example`
  const answer = await administrator.request('POST', '/api/engine/users', {
    login,
    name: 'New person',
    roles: ['agent'],
    ...draft,
  })
  expect(answer.status).toBe(201)
  return answer.body as Invited
}

const tokenOf = (link: string): string => link.slice(link.indexOf('#') + 1)

async function enter(login: string, password: string, code?: string): Promise<Session & { status: number }> {
  const send = requester(`http://127.0.0.1:${world.facet.port}`)
  const answer = await send('POST', '/api/engine/session', { login, password, ...(code ? { code } : {}) }, {})
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const request: Session['request'] = (method, url, body, headers) => send(method, url, body, { cookie, ...headers })
  return { cookie, status: answer.status, request }
}

/** Somebody who has accepted the invitation and is signed in. */
async function member(draft: object = {}): Promise<Session & { login: string; userId: string }> {
  const { user, access } = await invite(draft)
  await stranger('POST', '/api/engine/access-links/use', { token: tokenOf(access.link), password: PASSWORD })
  const session = await enter(user.login, PASSWORD)
  expect(session.status).toBe(200)
  return { ...session, login: user.login, userId: user.userId }
}

async function actionsOn(subject: string): Promise<{ action: string; before: unknown; after: unknown }[]> {
  const { body } = await administrator.request('GET', `/api/engine/audit?subject=${encodeURIComponent(subject)}`)
  return (body as { items: { action: string; before: unknown; after: unknown }[] }).items
}

describe('invitation', () => {
  test('a link, shown once where no mail is sent, lets its owner set a password and works only once', async () => {
    const { user, access } = await invite()
    expect(user.hasPassword).toBe(false)
    expect(access).toMatchObject({ purpose: 'invitation', mailedTo: null })
    const token = tokenOf(access.link)
    const whose = await stranger('POST', '/api/engine/access-links/read', { token })
    expect(whose.body).toMatchObject({ login: user.login, purpose: 'invitation', tenantName: 'Test company' })
    const short = await stranger('POST', '/api/engine/access-links/use', { token, password: 'short' })
    expect(short).toMatchObject({ status: 422, body: { code: 'engine.password-too-short' } })
    const used = await stranger('POST', '/api/engine/access-links/use', { token, password: PASSWORD })
    expect(used).toMatchObject({ status: 200, body: { login: user.login } })
    expect((await enter(user.login, PASSWORD)).status).toBe(200)
    const again = await stranger('POST', '/api/engine/access-links/use', { token, password: 'something else entirely' })
    expect(again).toMatchObject({ status: 410, body: { code: 'engine.access-link-over' } })
  })

  test('the token lies in the database only as a hash, and a newer link makes it void', async () => {
    const { user, access } = await invite()
    const rows = await world.database.withTenant(world.context, (tx) =>
      tx.all(sql<{ row: string }>`
        select to_jsonb(l)::text as row from engine.access_link l where user_id = ${user.userId}`),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.row).not.toContain(tokenOf(access.link))
    await administrator.request('POST', `/api/engine/users/${user.userId}/access`)
    const old = await stranger('POST', '/api/engine/access-links/read', { token: tokenOf(access.link) })
    expect(old.status).toBe(410)
  })

  test('after seven days it is over', async () => {
    const { access } = await invite()
    const frozen = freezeClock(new Date(clock.ms() + 7 * 86_400_000 + 1000).toISOString())
    const late = await stranger('POST', '/api/engine/access-links/read', { token: tokenOf(access.link) })
    frozen.release()
    expect(late.status).toBe(410)
  })

  test.each([
    { draft: { roles: ['emperor'] }, code: 'engine.unknown-role', because: 'no policy knows the role' },
    { draft: { roles: ['customer'] }, code: 'engine.customer-needed', because: 'it would see every customer' },
    { draft: { teamIds: [newId()] }, code: 'engine.team-not-found', because: 'there is no such team' },
  ])('refused: $because', async ({ draft, code }) => {
    const login = `${newId()}@people.example`
    const body = { login, name: 'Nobody', roles: ['agent'], ...draft }
    const answer = await administrator.request('POST', '/api/engine/users', body)
    expect((answer.body as { code: string }).code).toBe(code)
    expect((await enter(login, PASSWORD)).status).toBe(401)
  })
})

describe('administration', () => {
  test('who is to see only the own teams’ work is signed out, and comes back to fewer rows; an administrator sees all', async () => {
    const person = await member()
    const url = `/api/engine/users/${person.userId}`
    await world.facet.wired.services.desk.openIncident(world.context, { subject: 'Of nobody' })
    const count = async (who: Session) => ((await who.request('GET', '/api/desk/counts')).body as { open: number }).open
    expect(await count(person)).toBe(1)
    expect((await administrator.request('PATCH', url, { sees: 'own_teams' })).body).toMatchObject({ sees: 'own_teams' })
    expect((await person.request('GET', '/api/engine/session')).status).toBe(401)
    expect(await count(await enter(person.login, PASSWORD))).toBe(0)
    await administrator.request('PATCH', url, { roles: ['administrator', 'agent'] })
    expect(await count(await enter(person.login, PASSWORD))).toBe(1)
    await administrator.request('POST', `${url}/disable`)
  })

  test('other roles end the sessions, and the trail has both before and after', async () => {
    const person = await member()
    const url = `/api/engine/users/${person.userId}`
    const renamed = await administrator.request('PATCH', url, { name: 'Renamed' })
    expect((await person.request('GET', '/api/engine/session')).body).toMatchObject({ user: { name: 'Renamed' } })
    const version = (renamed.body as { version: number }).version
    const stale = await administrator.request('PATCH', url, { roles: ['finance'] }, { 'if-match': `"${version - 1}"` })
    expect(stale.status).toBe(412)
    const changed = await administrator.request('PATCH', url, { roles: ['finance'] })
    expect(changed.status).toBe(200)
    expect((await person.request('GET', '/api/engine/session')).status).toBe(401)
    expect(await actionsOn(`user:${person.userId}`)).toContainEqual(
      expect.objectContaining({
        action: 'engine.user.change',
        before: { roles: ['agent'] },
        after: { roles: ['finance'] },
      }),
    )
  })

  test('whoever is disabled is out at once and stays out until enabled', async () => {
    const person = await member()
    await administrator.request('POST', `/api/engine/users/${person.userId}/disable`)
    expect((await person.request('GET', '/api/engine/session')).status).toBe(401)
    expect((await enter(person.login, PASSWORD)).status).toBe(401)
    expect((await administrator.request('POST', `/api/engine/users/${person.userId}/access`)).status).toBe(409)
    await administrator.request('POST', `/api/engine/users/${person.userId}/enable`)
    expect((await enter(person.login, PASSWORD)).status).toBe(200)
  })

  test('the last administrator stays one, also when two go at the same moment', async () => {
    const company = await world.foreignTenant()
    const [one, two] = await Promise.all([company.as('administrator'), company.as('administrator')])
    const idOf = async (session: Session) =>
      ((await session.request('GET', '/api/engine/session')).body as { user: { id: string } }).user.id
    const [oneId, twoId] = [await idOf(one), await idOf(two)]
    const demote = (by: Session, id: string) =>
      by.request('PATCH', `/api/engine/users/${id}`, { roles: ['supervisor'] })
    const answers = await Promise.all([demote(one, oneId), demote(two, twoId)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.map(({ body }) => (body as { code?: string }).code)).toContain('engine.last-administrator')
  })

  test('a session begins anew for whoever changes their own roles', async () => {
    const person = await member({ roles: ['administrator'] })
    const url = `/api/engine/users/${person.userId}`
    const changed = await person.request('PATCH', url, { roles: ['administrator', 'agent'] })
    const renewed = changed.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(renewed).toContain('facet_session=')
    expect((await person.request('GET', '/api/engine/session')).status).toBe(401)
    expect((await person.request('GET', '/api/engine/session', undefined, { cookie: renewed })).status).toBe(200)
  })

  test('teams: made, joined from both sides, renamed, removed', async () => {
    const person = await member()
    const made = await administrator.request('POST', '/api/engine/teams', { name: 'Night', memberIds: [] })
    const { teamId } = made.body as { teamId: string }
    await administrator.request('PATCH', `/api/engine/users/${person.userId}`, { teamIds: [teamId] })
    const listed = (await administrator.request('GET', '/api/engine/teams')).body
    expect(listed).toMatchObject({ items: [{ teamId, memberIds: [person.userId] }] })
    const again = await administrator.request('POST', '/api/engine/teams', { name: 'Night', memberIds: [] })
    expect(again).toMatchObject({ status: 409, body: { code: 'engine.team-name-taken' } })
    const wrong = await administrator.request('PUT', `/api/engine/teams/${teamId}`, {
      name: 'Day',
      memberIds: [newId()],
    })
    expect(wrong).toMatchObject({ status: 422, body: { code: 'engine.unknown-users' } })
    expect((await administrator.request('DELETE', `/api/engine/teams/${teamId}`)).status).toBe(204)
    expect((await administrator.request('GET', '/api/engine/teams')).body).toEqual({ items: [] })
  })

  test('a key for programs is given known roles only, and stands in the trail without its secret', async () => {
    const wrong = await administrator.request('POST', '/api/engine/api-keys', { name: 'k', roles: ['emperor'] })
    expect(wrong.status).toBe(422)
    const made = await administrator.request('POST', '/api/engine/api-keys', { name: 'k', roles: ['agent'] })
    const { keyId, secret } = made.body as { keyId: string; secret: string }
    const entries = await actionsOn(`api-key:${keyId}`)
    expect(entries).toMatchObject([{ action: 'engine.api-key.create', after: { name: 'k', roles: ['agent'] } }])
    expect(JSON.stringify(entries)).not.toContain(secret)
  })
})

describe('the own account', () => {
  test('a new password ends the other sessions and gives this one a new token', async () => {
    const here = await member()
    const elsewhere = await enter(here.login, PASSWORD)
    const wrong = await here.request('PUT', '/api/engine/own-account/password', {
      current: 'no',
      password: 'x'.repeat(12),
    })
    expect(wrong).toMatchObject({ status: 422, body: { code: 'engine.wrong-password' } })
    const changed = await here.request('PUT', '/api/engine/own-account/password', {
      current: PASSWORD,
      password: 'another long password',
    })
    expect(changed.status).toBe(204)
    const cookie = changed.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await elsewhere.request('GET', '/api/engine/session')).status).toBe(401)
    expect((await here.request('GET', '/api/engine/session')).status).toBe(401)
    expect((await here.request('GET', '/api/engine/session', undefined, { cookie })).status).toBe(200)
    expect((await enter(here.login, PASSWORD)).status).toBe(401)
  })

  test('signing in again replaces the session that the browser had', async () => {
    const person = await member()
    const again = await person.request('POST', '/api/engine/session', { login: person.login, password: PASSWORD })
    expect(again.status).toBe(200)
    expect((await person.request('GET', '/api/engine/session')).status).toBe(401)
  })

  test('an authenticator app: begun with the password, confirmed by a code, asked for at sign-in, no code twice', async () => {
    const person = await member()
    const url = '/api/engine/own-account/second-factor'
    expect((await person.request('POST', url, { password: 'wrong' })).status).toBe(422)
    const begun = (await person.request('POST', url, { password: PASSWORD })).body as { secret: string; uri: string }
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\/Facet%20Test%20company:.+secret=/)
    const row = await world.database.withTenant(world.context, (tx) =>
      tx.one(sql<{ sealed: string }>`
        select totp_secret as sealed from engine.user_account where user_id = ${person.userId}`),
    )
    expect(row.sealed).not.toContain(begun.secret)
    expect((await person.request('PUT', url, { code: '000000' })).status).toBe(401)
    const frozen = freezeClock(clock.iso())
    const codeAt = (step: number) =>
      generate({ secret: begun.secret, epoch: Math.floor(clock.ms() / 1000) + step * 30 })
    expect((await person.request('PUT', url, { code: await codeAt(-1) })).status).toBe(200)
    expect((await enter(person.login, PASSWORD)).status).toBe(401)
    const code = await codeAt(0)
    expect((await enter(person.login, PASSWORD, code)).status).toBe(200)
    expect((await enter(person.login, PASSWORD, code)).status).toBe(401)
    expect((await person.request('POST', `${url}/removal`, { password: PASSWORD })).status).toBe(204)
    frozen.release()
    expect((await enter(person.login, PASSWORD)).status).toBe(200)
  })

  test('a recovery code stands in for the app once, as it is typed; new ones end the old ones', async () => {
    const person = await member()
    const url = '/api/engine/own-account/second-factor'
    const { secret } = (await person.request('POST', url, { password: PASSWORD })).body as { secret: string }
    const frozen = freezeClock(clock.iso())
    const code = await generate({ secret, epoch: Math.floor(clock.ms() / 1000) })
    const { recoveryCodes } = (await person.request('PUT', url, { code })).body as { recoveryCodes: string[] }
    frozen.release()
    expect(new Set(recoveryCodes).size).toBe(10)
    const [first, second, third] = recoveryCodes as [string, string, string]
    expect((await enter(person.login, PASSWORD, first.toLowerCase().replace('-', ' '))).status).toBe(200)
    expect((await enter(person.login, PASSWORD, first)).status).toBe(401)
    expect((await enter(person.login, 'wrong', second)).status).toBe(401)
    expect((await enter(person.login, PASSWORD, second)).status).toBe(200)
    expect((await person.request('GET', '/api/engine/own-account')).body).toMatchObject({ recoveryCodesLeft: 8 })

    const renewal = '/api/engine/own-account/recovery-codes'
    expect((await person.request('POST', renewal, { password: 'wrong' })).status).toBe(422)
    const renewed = (await person.request('POST', renewal, { password: PASSWORD })).body as { recoveryCodes: string[] }
    expect((await enter(person.login, PASSWORD, third)).status).toBe(401)
    expect((await enter(person.login, PASSWORD, renewed.recoveryCodes[0])).status).toBe(200)
  })

  test('an administrator removes the app of somebody who has lost it', async () => {
    const person = await member()
    const url = '/api/engine/own-account/second-factor'
    const { secret } = (await person.request('POST', url, { password: PASSWORD })).body as { secret: string }
    const frozen = freezeClock(clock.iso())
    const code = await generate({ secret, epoch: Math.floor(clock.ms() / 1000) })
    await person.request('PUT', url, { code })
    frozen.release()
    expect((await enter(person.login, PASSWORD)).status).toBe(401)
    const removal = `/api/engine/users/${person.userId}/second-factor`
    expect((await administrator.request('DELETE', removal)).status).toBe(204)
    expect((await administrator.request('DELETE', removal)).status).toBe(404)
    expect((await enter(person.login, PASSWORD)).status).toBe(200)
  })

  test('nobody learns from a reset whether a login exists', async () => {
    const person = await member()
    const answers = await Promise.all(
      [person.login, 'nobody@people.example'].map((login) =>
        stranger('POST', '/api/engine/password-resets', { login }),
      ),
    )
    expect(answers.map(({ status, body }) => ({ status, body }))).toEqual([
      { status: 204, body: undefined },
      { status: 204, body: undefined },
    ])
  })
})

test('the live connection of whoever is disabled ends and does not come back', async () => {
  const person = await member()
  const open = () =>
    new WebSocket(`ws://127.0.0.1:${world.facet.port}/api/live`, { headers: { cookie: person.cookie } })
  const closing = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve))
  const first = open()
  await new Promise((resolve) => first.once('open', resolve))
  const closed = closing(first)
  await administrator.request('POST', `/api/engine/users/${person.userId}/disable`)
  expect(await closed).toBe(1001)
  expect(await closing(open())).toBe(4401)
})
