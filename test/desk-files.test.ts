import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { slaBreached } from '#engine/calendar'
import { emit } from '#engine/events'
import { createUser } from '#engine/identity'
import { newId } from '#engine/kernel'
import { requester, startTestFacet, type Answer, type Session, type TestFacet } from '#test/facet'

/** Files, watchers and the table of the desk, over HTTP. */
let world: TestFacet
let agent: Session
let colleague: Session
let technician: Session
beforeAll(async () => {
  world = await startTestFacet('desk_files')
  ;[agent, colleague, technician] = (await Promise.all([
    world.as('agent'),
    world.as('agent'),
    world.as('technician'),
  ])) as [Session, Session, Session]
}, 60_000)
afterAll(() => world.stop())

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

async function open(subject = 'No light'): Promise<string> {
  const { body } = await agent.request('POST', '/api/desk/incidents', { subject })
  return (body as { id: string }).id
}

async function attach(as: Session, url: string, content: Buffer | string, name: string): Promise<Answer> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name)
  const address = `http://127.0.0.1:${world.facet.port}${url}`
  const response = await fetch(address, { method: 'POST', body: form, headers: { cookie: as.cookie } })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** A customer's user, whose customer has one incident. */
async function customer(): Promise<{ session: Session; incidentId: string }> {
  const { party, desk } = world.facet.wired.services
  const { id: customerId } = await party.createOrganisation(world.context, { kind: 'customer', name: newId() })
  const [login, password] = [`${newId()}@customer.example`, 'a long enough password']
  const user = { login, name: 'Li Wen', roles: ['customer'], customerId, password }
  await world.database.withTenant(world.context, (tx) => createUser(tx, world.context, user))
  const send = requester(`http://127.0.0.1:${world.facet.port}`)
  const entered = await send('POST', '/api/engine/session', { login, password }, {})
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  const session: Session = { cookie, request: (method, url, body) => send(method, url, body, { cookie }) }
  const { id: incidentId } = await desk.openIncident(world.context, { subject: 'Ours', customerId })
  return { session, incidentId }
}

const filesOf = async (as: Session, id: string) =>
  ((await as.request('GET', `/api/desk/incidents/${id}/attachments`)).body as { items: Attachment[] }).items

interface Attachment {
  readonly fileId: string
  readonly name: string
  readonly mediaType: string
  readonly url: string
  readonly thumbnailUrl: string | null
  readonly internal: boolean
  readonly mayRemove: boolean
}

describe('files', () => {
  test('a picture is attached, shown small by a link that needs no session, told in the history, and removed for good', async () => {
    const id = await open()
    const added = await attach(agent, `/api/desk/incidents/${id}/attachments`, PIXEL, 'photo.txt')
    expect(added).toMatchObject({ status: 201, body: { name: 'photo.txt', mediaType: 'image/png', internal: false } })
    const { fileId, thumbnailUrl, url } = added.body as Attachment
    const anonymous = (path: string) => requester(`http://127.0.0.1:${world.facet.port}`)('GET', path, undefined, {})
    expect((await anonymous(thumbnailUrl!)).headers.get('content-type')).toBe('image/webp')
    const { body } = await agent.request('GET', `/api/desk/incidents/${id}/timeline`)
    expect(body).toMatchObject({ items: [{ kind: 'file', data: { fileId, name: 'photo.txt', change: 'added' } }, {}] })
    expect((await agent.request('DELETE', `/api/desk/incidents/${id}/attachments/${fileId}`)).status).toBe(204)
    expect(await filesOf(agent, id)).toEqual([])
    expect((await anonymous(url)).status).toBe(404)
    const again = await agent.request('DELETE', `/api/desk/incidents/${id}/attachments/${fileId}`)
    expect(again).toMatchObject({ status: 404, body: { code: 'engine.attachment-not-found' } })
  })

  test('who brought it removes it, and whoever works the incident; nobody else', async () => {
    const id = await open()
    const url = `/api/desk/incidents/${id}/attachments`
    const { fileId } = (await attach(agent, url, 'of the agent', 'a.txt')).body as Attachment
    const own = (await attach(technician, url, 'of the technician', 'b.txt')).body as Attachment
    expect((await filesOf(technician, id)).map(({ mayRemove }) => mayRemove)).toEqual([false, true])
    const refused = await technician.request('DELETE', `${url}/${fileId}`)
    expect(refused).toMatchObject({ status: 403, body: { code: 'engine.attachment-not-yours' } })
    expect((await technician.request('DELETE', `${url}/${own.fileId}`)).status).toBe(204)
    expect((await colleague.request('DELETE', `${url}/${fileId}`)).status).toBe(204)
  })

  test('a customer attaches to an own incident, sees no internal file, and finds nobody else’s incident', async () => {
    const { session, incidentId } = await customer()
    const url = `/api/desk/incidents/${incidentId}/attachments`
    const own = await attach(session, `${url}?internal=true`, 'a log', 'log.txt')
    expect(own).toMatchObject({ status: 201, body: { internal: false, mayRemove: true } })
    await attach(agent, `${url}?internal=true`, 'a secret', 'inside.txt')
    expect((await filesOf(session, incidentId)).map(({ name }) => name)).toEqual(['log.txt'])
    expect((await filesOf(agent, incidentId)).map(({ name }) => name)).toEqual(['log.txt', 'inside.txt'])
    const story = JSON.stringify((await session.request('GET', `/api/desk/incidents/${incidentId}/timeline`)).body)
    expect(story).toContain('log.txt')
    expect(story).not.toContain('inside.txt')
    const foreign = await attach(session, `/api/desk/incidents/${await open()}/attachments`, 'x', 'x.txt')
    expect(foreign).toMatchObject({ status: 404, body: { code: 'engine.case-not-found' } })
  })

  test.each([
    { content: '', name: 'empty.txt', code: 'engine.file-empty', because: 'there is nothing in it' },
    { content: 'MZ\u0090\u0000', name: 'run.exe', code: 'engine.file-type-refused', because: 'programs are not taken' },
  ])('refused, and nothing is told: $because', async ({ content, name, code }) => {
    const id = await open()
    const refused = await attach(agent, `/api/desk/incidents/${id}/attachments`, Buffer.from(content, 'latin1'), name)
    expect(refused.body).toMatchObject({ code })
    expect((await agent.request('GET', `/api/desk/incidents/${id}/timeline`)).body).toMatchObject({ items: [{}] })
    expect(await filesOf(agent, id)).toEqual([])
  })

  test('a problem has files too', async () => {
    const manager = await world.as('service_manager')
    const { id } = (await manager.request('POST', '/api/desk/problems', { subject: 'Batch' })).body as { id: string }
    expect((await attach(manager, `/api/desk/problems/${id}/attachments`, 'notes', 'n.txt')).status).toBe(201)
    const { body } = await agent.request('GET', `/api/desk/problems/${id}/attachments`)
    expect(body).toMatchObject({ items: [{ name: 'n.txt', mayRemove: false }] })
    expect((await attach(agent, `/api/desk/problems/${id}/attachments`, 'x', 'x.txt')).status).toBe(403)
  })
})

describe('watchers', () => {
  const bell = async (as: Session) =>
    ((await as.request('GET', '/api/engine/notifications')).body as { items: { kind: string; title: string }[] }).items

  test('hear of steps, comments and missed promises of others, once each, in their own language', async () => {
    const id = await open('Printer')
    const url = `/api/desk/incidents/${id}`
    const watcher = await world.as('agent')
    await Promise.all([
      watcher.request('PUT', `${url}/watch`),
      watcher.request('PUT', `${url}/watch`),
      agent.request('PUT', `${url}/watch`),
    ])
    const { body } = await watcher.request('GET', `${url}/watchers`)
    expect((body as { items: unknown[] }).items).toHaveLength(2)
    await agent.request('POST', `${url}/acts`, { act: 'start' })
    await watcher.request('POST', `${url}/notes`, { text: 'My own words' })
    await agent.request('POST', `${url}/notes`, { text: 'Toner is on its way' })
    expect((await bell(watcher)).map(({ title }) => title)).toEqual([
      expect.stringContaining('agent'),
      expect.stringMatching(/INC-.+处理中/),
    ])
    expect(await bell(agent)).toMatchObject([{ kind: 'desk.watched_commented' }])
    const missed = {
      clockId: newId(),
      subject: `incident:${id}`,
      metric: 'restore',
      targetSeconds: 60,
      dueAt: '2026-11-20T02:00:00Z',
    }
    for (const _ of [1, 2]) {
      await world.database.withTenant(world.context, (tx) => emit(tx, world.context, slaBreached, missed))
    }
    await vi.waitFor(async () =>
      expect((await bell(watcher)).map(({ kind }) => kind)).toContain('desk.watched_breached'),
    )
    expect(await bell(watcher)).toHaveLength(3)
    await watcher.request('DELETE', `${url}/watch`)
    await agent.request('POST', `${url}/acts`, { act: 'resolve', fields: { resolution: 'Toner' } })
    expect(await bell(watcher)).toHaveLength(3)
  })
})

describe('the table', () => {
  test('has every column of the type, the rows of the filter in its order, and no formula', async () => {
    const wide = await world.foreignTenant()
    const own = await wide.as('agent')
    for (const subject of ['=HYPERLINK("http://x")', '打印机卡纸', 'Third']) {
      await own.request('POST', '/api/desk/incidents', { subject, priority: subject === 'Third' ? 'p1' : 'p3' })
    }
    const all = await own.request('GET', '/api/desk/incidents.csv?locale=zh-CN&sort=opened')
    expect(all.headers.get('facet-rows')).toBe('3')
    expect(all.headers.get('content-disposition')).toMatch(/attachment; filename="incidents-\d{4}-\d\d-\d\d\.csv"/)
    const [header, first, second, third, end] = (all.body as string).split('\r\n')
    expect(header).toMatch(/^\ufeff?编号,主题,状态,优先级,客户/)
    expect(first).toMatch(/^INC-\d+-000003,Third,新建,P1 紧急,/)
    expect(second).toContain('打印机卡纸')
    expect(third).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(end).toBe('')
    const some = await own.request('GET', '/api/desk/incidents.csv?priority=p1')
    expect(some.headers.get('facet-rows')).toBe('1')
    expect((await own.request('GET', '/api/desk/incidents.csv?sort=colour')).status).toBe(422)
  })
})
