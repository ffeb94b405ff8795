import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '#engine/identity'
import { clock, newId } from '#engine/kernel'
import { sql } from '#engine/store'
import { requester, startTestFacet, type Answer, type Session, type TestFacet } from '#test/facet'
import type { GuardedRoute } from '../app/program.ts'

/**
 * Somebody of one team who sees only the own teams' work, and the rows of another. Every route of Facet is asked for
 * them with all roles but the administrator's: nothing of them may come out, and none may say that they exist.
 */
const SECRET = 'tungsten-heron'
const PASSWORD = 'a long enough password'
const ROLES = ['agent', 'supervisor', 'dispatcher', 'technician', 'service_manager', 'finance']

let world: TestFacet
let outsider: Session
let insider: Session
let near: string
let rows: { incidentId: string; problemId: string; conversationId: string; visitId: string; followUpId: string }

beforeAll(async () => {
  world = await startTestFacet('own_teams')
  near = await createTeam('near')
  const far = await createTeam('far')
  const who = await Promise.all([signInAs([far]), signInAs([near])])
  ;[outsider, insider] = who.map(({ session }) => session) as [Session, Session]
  rows = await fillTeam(near, who[1]!.userId)
}, 120_000)
afterAll(() => world.stop())

function createTeam(name: string): Promise<string> {
  const teamId = newId()
  const { tenantId } = world.context
  return world.database.withTenant(world.context, async (tx) => {
    await tx.run(sql`insert into engine.team (tenant_id, team_id, name) values (${tenantId}, ${teamId}, ${name})`)
    return teamId
  })
}

async function signInAs(teamIds: string[]): Promise<{ session: Session; userId: string }> {
  const [userId, login, hash] = [newId(), `${newId()}@test.example`, await hashPassword(PASSWORD)]
  const { tenantId } = world.context
  await world.database.withTenant(world.context, async (tx) => {
    await tx.run(sql`
      insert into engine.user_account (tenant_id, user_id, login, name, roles, sees, password_hash)
      values (${tenantId}, ${userId}, ${login}, 'Member', ${ROLES}, 'own_teams', ${hash})`)
    for (const teamId of teamIds) {
      await tx.run(sql`
        insert into engine.team_member (tenant_id, team_id, user_id) values (${tenantId}, ${teamId}, ${userId})`)
    }
  })
  const send = requester(`http://127.0.0.1:${world.facet.port}`)
  const answer = await send('POST', '/api/engine/session', { login, password: PASSWORD }, {})
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  return { session: { cookie, request: (method, url, body) => send(method, url, body, { cookie }) }, userId }
}

/** A program's key that is limited to the work of one team. */
async function keyOf(teamId: string): Promise<Session> {
  const administrator = await world.as('administrator')
  const body = { name: 'Partner', roles: ROLES, teamIds: [teamId] }
  const { secret } = (await administrator.request('POST', '/api/engine/api-keys', body)).body as { secret: string }
  const send = requester(`http://127.0.0.1:${world.facet.port}`)
  return {
    cookie: '',
    request: (method, url, given) => send(method, url, given, { authorization: `Bearer ${secret}` }),
  }
}

/** One of everything, for one team; a person of it goes there. */
async function fillTeam(teamId: string, userId: string): Promise<typeof rows> {
  const { desk, field, conversation, party } = world.facet.wired.services
  const { context } = world
  const place = { latitude: 22.5, longitude: 114 }
  const { id: customerId } = await party.createOrganisation(context, { kind: 'customer', name: 'Customer' })
  const { id: siteId } = await party.createSite(context, {
    organisationId: customerId,
    name: 'Site',
    address: 'Street 1',
    zone: 'Asia/Shanghai',
    ...place,
  })
  const incident = await desk.openIncident(context, { subject: 'Incident', description: SECRET, teamId })
  const problem = await desk.openProblem(context, { subject: `Problem ${SECRET}`, incidentIds: [] })
  await world.database.withTenant(context, async (tx) => {
    await tx.run(sql`update engine.case set team_id = ${teamId} where id = ${problem.id}`)
    await tx.run(sql`
      insert into field.technician (tenant_id, technician_id, user_id, name, longitude, latitude, skills)
      values (${context.tenantId}, ${newId()}, ${userId}, 'Technician', 114, 22.5, '{}')`)
  })
  const visit = await field.requestVisit(context, {
    subject: `Visit ${SECRET}`,
    siteId,
    source: SECRET,
    skills: {},
    partCodes: [],
    serviceSeconds: 3600,
  } as never)
  await world.database.withTenant(context, async (tx) => {
    await tx.run(sql`
      update field.visit set technician_id = (select technician_id from field.technician limit 1), state = 'planned',
        starts_at = ${clock.date()}, ends_at = ${clock.date()} where visit_id = ${visit.visitId}`)
    await tx.run(sql`update engine.case set state = 'planned' where id = ${visit.workOrderId}`)
  })
  const queueId = await conversation.saveQueue(context, {
    name: 'Near',
    skills: [],
    teamId,
    calendarId: null,
    acceptSeconds: 30,
  })
  const channelId = await conversation.createChannel(context, {
    kind: 'web',
    name: 'web',
    settings: {},
    conduct: { queueId },
  })
  const externalId = `visitor:${newId()}`
  const content = { type: 'text', text: `Question ${SECRET}` } as const
  const message = { kind: 'message', externalId, sourceId: newId(), content, sentAt: clock.iso() } as const
  await conversation.receive(context, channelId, message)
  const { conversationId } = (await conversation.findOpenByContact(context, { channelId, externalId }))!
  const card = { wants: SECRET, confirmed: [], doesNotKnow: '', confidence: null, threshold: null }
  await conversation.handOver(context, conversationId, 'asked', card)
  const followUpId = newId()
  await world.database.withTenant(context, (tx) =>
    tx.run(sql`
      insert into conversation.follow_up_task (tenant_id, follow_up_id, kind, conversation_id, text, due_at, opened_at)
      values (${context.tenantId}, ${followUpId}, 'message', ${conversationId}, ${`Call ${SECRET}`}, ${clock.date()},
        ${clock.date()})`),
  )
  return { incidentId: incident.id, problemId: problem.id, conversationId, visitId: visit.visitId, followUpId }
}

/** Each route once for each row; its other parameters are made up. Today's board and wide times for what asks for a time. */
function addressesOf({ path }: GuardedRoute): string[] {
  const query = `?day=${clock.iso().slice(0, 10)}&from=2020-01-01T00:00:00Z&to=2040-01-01T00:00:00Z&view=all&report=scores&text=${SECRET}&limit=20`
  const ids = path.includes(':') ? Object.values(rows) : [newId()]
  return ids.map((id) => path.replace(/:(\w+)/, id).replace(/:(\w+)/g, () => newId()) + query)
}

const isSignOut = ({ method, path }: GuardedRoute): boolean => method === 'DELETE' && path === '/api/engine/session'
/** A refusal may repeat the id that was asked for, an answer may not. */
const reveals = ({ status, body }: Answer): boolean => {
  const text = JSON.stringify(body ?? '')
  return text.includes(SECRET) || (status < 300 && Object.values(rows).some((id) => text.includes(id)))
}

const OF_A_ROW = /^\/api\/(desk\/(incidents|problems)|conversation\/(conversations|follow-ups)|field\/visits)\/:id/

/** What somebody gets from every route: where the rows show, and where a write got through or was forbidden by its row. */
async function walk(session: Session): Promise<{ shown: Set<string>; wrong: string[]; asked: number }> {
  const walked = { shown: new Set<string>(), wrong: [] as string[], asked: 0 }
  for (const route of world.facet.routes.filter((each) => !isSignOut(each) && each.may !== 'public')) {
    for (const url of addressesOf(route)) {
      const write = route.method !== 'GET'
      const answer = await session.request(route.method, url, write && route.method !== 'DELETE' ? {} : undefined)
      const forbidden = answer.status === 403 && (answer.body as { code: string }).code !== 'engine.not-allowed'
      const done = write && answer.status < 300 && OF_A_ROW.test(route.path)
      if (reveals(answer)) walked.shown.add(`${route.method} ${route.path}`)
      if (forbidden || done) walked.wrong.push(`${route.method} ${url}: ${answer.status}`)
      walked.asked += 1
    }
  }
  return walked
}

test('no route tells an outsider of them, and none refuses in a way that says they exist', async () => {
  const { shown, wrong, asked } = await walk(outsider)
  expect([...shown]).toEqual([])
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(300)
}, 120_000)

describe('the team itself', () => {
  test.each([
    ['an incident', () => `/api/desk/incidents/${rows.incidentId}`],
    ['the story of an incident', () => `/api/desk/incidents/${rows.incidentId}/timeline`],
    ['incidents', () => '/api/desk/incidents'],
    ['a problem', () => `/api/desk/problems/${rows.problemId}`],
    ['a conversation', () => `/api/conversation/conversations/${rows.conversationId}`],
    ['its messages', () => `/api/conversation/conversations/${rows.conversationId}/messages`],
    ['the queue', () => '/api/conversation/conversations?view=queue'],
    ['follow-ups', () => '/api/conversation/follow-ups'],
    ['a visit', () => `/api/field/visits/${rows.visitId}`],
    ['the board', () => `/api/field/board?day=${clock.iso().slice(0, 10)}`],
  ])('sees %s', async (_what, url) => {
    const answer = await insider.request('GET', url())
    expect(answer.status).toBe(200)
    expect(reveals(answer)).toBe(true)
  })

  test('does a visit whose work order is nobody’s', async () => {
    const travel = await insider.request('POST', `/api/field/visits/${rows.visitId}/travel`, {})
    expect(travel).toMatchObject({ status: 200, body: { state: 'travelling' } })
  })

  test('counts agree with lists', async () => {
    expect((await insider.request('GET', '/api/desk/counts')).body).toMatchObject({ open: 1 })
    expect((await outsider.request('GET', '/api/desk/counts')).body).toMatchObject({ open: 0 })
    expect((await insider.request('GET', '/api/conversation/counts')).body).toMatchObject({ queue: 1, all: 1 })
    const none = { queue: 0, all: 0, longestWaitSince: null }
    expect((await outsider.request('GET', '/api/conversation/counts')).body).toMatchObject(none)
  })
})

describe('one’s own work in a foreign team', () => {
  test('what an outsider opens stays in sight when it goes to another team', async () => {
    const opened = await outsider.request('POST', '/api/desk/incidents', { subject: 'Opened by an outsider' })
    const { id } = opened.body as { id: string }
    const { desk } = world.facet.wired.services
    await desk.assign(world.context, id, { teamId: newId(), assigneeId: newId() })
    expect((await outsider.request('GET', `/api/desk/incidents/${id}`)).status).toBe(200)
    expect((await insider.request('GET', `/api/desk/incidents/${id}`)).status).toBe(404)
  })

  test('a step of an incident, and an invitation into a conversation, open it', async () => {
    const { desk } = world.facet.wired.services
    const me = ((await outsider.request('GET', '/api/engine/session')).body as { user: { id: string } }).user.id
    const other = await desk.openIncident(world.context, { subject: 'Another' })
    expect((await outsider.request('GET', `/api/desk/incidents/${other.id}`)).status).toBe(404)
    await desk.addTask(world.context, other.id, { title: 'Look', assigneeId: me })
    expect((await outsider.request('GET', `/api/desk/incidents/${other.id}`)).status).toBe(200)
    const url = `/api/conversation/conversations/${rows.conversationId}`
    const administrator = await world.as('administrator')
    await administrator.request('POST', `${url}/participants`, { userIds: [me], teamIds: [] })
    expect((await outsider.request('GET', url)).status).toBe(200)
  })
})

/** Last, because a walk that may do something does it. */
test('the same walk finds them for the team, so it can find', async () => {
  const { shown } = await walk(await keyOf(near))
  expect(shown.size).toBeGreaterThan(15)
}, 120_000)
