import { Readable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { freezeClock, newId, type Context } from '#engine/kernel'
import { createUser } from '#engine/identity'
import { sql, type Database } from '#engine/store'
import {
  defineNotification,
  MailRefused,
  notificationKinds,
  notify,
  notifyJobs,
  notifyRoutes,
  notifySchedules,
  notifySentences,
  sendMail,
  smtpTransport,
  type MailTransport,
  type NewMail,
  type OutgoingMail,
} from '#engine/notify'
import { freshTenant } from '#test/database'
import { serveRoutes } from '#test/server'
import { startSmtpSimulator } from '#test/smtp-simulator'

const lampAssigned = defineNotification({
  kind: 'test.lamp_assigned',
  params: z.object({ number: z.string(), watt: z.int() }),
  en: { label: 'A lamp is mine', title: '{number} is yours', body: 'It has {watt} watts.' },
  'zh-CN': { label: '分配给我的灯', title: '{number} 由你处理', body: '功率 {watt} 瓦。' },
})
const lampLit = defineNotification({
  kind: 'test.lamp_lit',
  params: z.object({}),
  mail: false,
  en: { label: 'Lamps lit', title: 'Light', body: '' },
  'zh-CN': { label: '灯亮', title: '亮了', body: '' },
})
const kinds = notificationKinds([lampAssigned, lampLit])

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function company() {
  const { database, context } = await freshTenant()
  const [li, anna] = await database.withTenant(context, async (tx) => [
    await createUser(tx, context, { login: `li-${newId()}`, name: '李敏', email: 'li@example.com', roles: ['agent'] }),
    await createUser(tx, context, {
      login: `anna-${newId()}`,
      name: 'Anna',
      email: 'anna@example.com',
      locale: 'en',
      roles: ['agent'],
    }),
  ])
  return { database, context, li: li!, anna: anna! }
}

function assign(database: Database, context: Context, userIds: string[], source = 'lamp:7'): Promise<void> {
  const params = { number: 'LAMP-7', watt: 40 }
  return database.withTenant(context, (tx) =>
    notify(tx, context, lampAssigned, { userIds, params, link: '/lamps/7', source }),
  )
}

/** Runs the mail jobs by hand: first each notification, then each mail. */
function postOffice(database: Database, context: Context, transport: MailTransport | undefined) {
  const content = Readable.from(['%PDF'])
  const files = {
    get: async () => ({ name: '账单.pdf', mediaType: 'application/pdf' }) as never,
    open: async () => content,
  }
  const handlers = notifyJobs({ database, kinds, publicUrl: 'https://facet.example', transport, files })
  const run = (name: string, payload: unknown) =>
    handlers.find((handler) => handler.name === name)!.run(payload, context, new AbortController().signal)
  const idsOf = (table: string) =>
    database.withTenant(context, (tx) => tx.all(sql<{ id: string }>`select id from ${sql.table(table)} order by id`))
  return {
    mailNotifications: async () => {
      for (const { id } of await idsOf('engine.notification'))
        await run('engine.mail_notification', { notificationId: id })
    },
    deliver: async () => {
      for (const { id } of await idsOf('engine.mail_out')) await run('engine.deliver_mail', { mailId: id })
    },
    mails: () =>
      database.withTenant(context, (tx) =>
        tx.all(sql<{ recipient: string; subject: string; state: string; attempts: number; error: string | null }>`
          select recipient, subject, state, attempts, last_error as error from engine.mail_out order by id`),
      ),
  }
}

function recorder(): { transport: MailTransport; sent: OutgoingMail[] } {
  const sent: OutgoingMail[] = []
  return { sent, transport: { send: async (mail) => void sent.push(mail), close: () => {} } }
}

function post(database: Database, context: Context, mail: Partial<NewMail> = {}): Promise<void> {
  const whole = { to: 'wang@example.com', subject: '账单', text: 'Hello', source: newId(), ...mail }
  return database.withTenant(context, (tx) => sendMail(tx, context, whole))
}

test('a place that one language forgets is found when the kind is defined', () => {
  const texts = { label: '', title: '{number}', body: '' }
  const draft = { kind: 'test.x', params: z.object({}), en: texts, 'zh-CN': { ...texts, title: '' } }
  expect(() => defineNotification(draft)).toThrow('different places')
})

test('each user reads it in their own language, once, however often it is told', async () => {
  const { database, context, li, anna } = await company()
  await assign(database, context, [li, anna, li])
  await assign(database, context, [li, anna])
  const { as } = await serve(database, context, { li, anna })
  const list = await as('anna')('GET', '/api/engine/notifications')
  expect(list.json()).toMatchObject({
    items: [{ title: 'LAMP-7 is yours', body: 'It has 40 watts.', link: '/lamps/7', readAt: null }],
    next: null,
  })
  const chinese = await as('li')('GET', '/api/engine/notifications')
  expect(chinese.json()).toMatchObject({ items: [{ title: 'LAMP-7 由你处理' }] })
  const events = await database.withTenant(context, (tx) => tx.all(sql`select 1 from engine.notification`))
  expect(events).toHaveLength(2)
})

async function serve(database: Database, context: Context, users: { li: string; anna: string }) {
  const { server, as } = await serveRoutes({
    database,
    context,
    actors: {
      li: { id: users.li, roles: ['agent'] },
      anna: { id: users.anna, roles: ['agent'] },
      admin: { roles: ['administrator'] },
    },
    locales: { anna: 'en' },
    sentences: notifySentences,
    routeSets: [notifyRoutes({ database, kinds })],
  })
  stops.push(() => server.close())
  return { as }
}

test('the bell counts what is unread, and only the own', async () => {
  const { database, context, li, anna } = await company()
  for (const lamp of ['a', 'b', 'c']) await assign(database, context, [li, anna], lamp)
  const { as } = await serve(database, context, { li, anna })
  const count = async (who: string) => (await as(who)('GET', '/api/engine/notifications/unread')).json<unknown>()
  expect(await count('li')).toEqual({ count: 3 })
  const { items } = (await as('li')('GET', '/api/engine/notifications?limit=1')).json<{ items: { id: string }[] }>()
  expect((await as('li')('POST', `/api/engine/notifications/${items[0]!.id}/read`)).statusCode).toBe(204)
  expect((await as('anna')('POST', `/api/engine/notifications/${items[0]!.id}/read`)).statusCode).toBe(404)
  expect(await count('li')).toEqual({ count: 2 })
  expect((await as('li')('POST', '/api/engine/notifications/read')).statusCode).toBe(204)
  expect([await count('li'), await count('anna')]).toEqual([{ count: 0 }, { count: 3 }])
  const unread = await as('li')('GET', '/api/engine/notifications?unread=true')
  expect(unread.json()).toEqual({ items: [], next: null })
})

test('the mail speaks the language of its reader and opens the right place', async () => {
  const { database, context, li, anna } = await company()
  await assign(database, context, [li, anna])
  const { transport, sent } = recorder()
  const { mailNotifications, deliver } = postOffice(database, context, transport)
  await mailNotifications()
  await mailNotifications()
  await deliver()
  await deliver()
  expect(sent.map(({ to, subject }) => [to, subject]).sort()).toEqual([
    ['anna@example.com', 'LAMP-7 is yours'],
    ['li@example.com', 'LAMP-7 由你处理'],
  ])
  expect(sent[0]!.text).toContain('https://facet.example/lamps/7')
})

test('what was read meanwhile is not mailed', async () => {
  const { database, context, li, anna } = await company()
  await assign(database, context, [li])
  const { as } = await serve(database, context, { li, anna })
  await as('li')('POST', '/api/engine/notifications/read')
  const { mailNotifications, mails } = postOffice(database, context, recorder().transport)
  await mailNotifications()
  expect(await mails()).toEqual([])
})

test('in quiet hours the bell rings, and the mail waits for the morning', async () => {
  const { database, context, li, anna } = await company()
  const frozen = freezeClock('2026-11-20T15:00:00Z')
  stops.push(frozen.release)
  const { as } = await serve(database, context, { li, anna })
  const quiet = { quietHours: { from: '22:00', until: '07:00', zone: 'Asia/Shanghai' }, kinds: [] }
  expect((await as('li')('PUT', '/api/engine/notification-preferences', quiet)).statusCode).toBe(204)
  await assign(database, context, [li])
  const office = postOffice(database, context, recorder().transport)
  await office.mailNotifications()
  expect(await office.mails()).toEqual([])
  const [job] = await database.asOwner((tx) =>
    tx.all(sql<{ runAt: string }>`
      select j.run_at as "runAt" from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'engine.mail_notification' and j.payload ->> 'tenantId' = ${context.tenantId}
      order by j.run_at desc limit 1`),
  )
  expect(job!.runAt).toBe('2026-11-20T23:00:00.000Z')
  frozen.set('2026-11-20T23:00:00Z')
  await office.mailNotifications()
  expect(await office.mails()).toMatchObject([{ recipient: 'li@example.com' }])
})

test('preferences choose the channel of each kind; kinds untouched do as they do by themselves', async () => {
  const { database, context, li, anna } = await company()
  const { as } = await serve(database, context, { li, anna })
  const before = await as('anna')('GET', '/api/engine/notification-preferences')
  expect(before.json()).toEqual({
    quietHours: null,
    kinds: [
      { kind: 'test.lamp_assigned', label: 'A lamp is mine', inApp: true, mail: true },
      { kind: 'test.lamp_lit', label: 'Lamps lit', inApp: true, mail: false },
    ],
  })
  const mailOnly = { quietHours: null, kinds: [{ kind: 'test.lamp_assigned', inApp: false, mail: true }] }
  const neither = { quietHours: null, kinds: [{ kind: 'test.lamp_assigned', inApp: false, mail: false }] }
  await as('anna')('PUT', '/api/engine/notification-preferences', mailOnly)
  await as('li')('PUT', '/api/engine/notification-preferences', neither)
  await assign(database, context, [li, anna])
  expect((await as('anna')('GET', '/api/engine/notifications/unread')).json()).toEqual({ count: 0 })
  const { mailNotifications, mails } = postOffice(database, context, recorder().transport)
  await mailNotifications()
  expect((await mails()).map(({ recipient }) => recipient)).toEqual(['anna@example.com'])
})

test('wrong preferences are refused with each wrong field', async () => {
  const { database, context, li, anna } = await company()
  const { as } = await serve(database, context, { li, anna })
  const wrong = { quietHours: { from: '25:00', until: '7', zone: 'x' }, kinds: [] }
  const refused = await as('li')('PUT', '/api/engine/notification-preferences', wrong)
  expect([refused.statusCode, refused.json()]).toMatchObject([
    422,
    { errors: [{ path: '/quietHours/from' }, { path: '/quietHours/until' }] },
  ])
  const nowhere = { quietHours: { from: '22:00', until: '07:00', zone: 'Asia/Nowhere' }, kinds: [] }
  const second = await as('li')('PUT', '/api/engine/notification-preferences', nowhere)
  expect(second.json()).toMatchObject({ errors: [{ path: '/quietHours/zone' }] })
})

test('without a mail server the mail stays visible and can be sent later', async () => {
  const { database, context, li, anna } = await company()
  await post(database, context, { source: 'invoice:1' })
  await post(database, context, { source: 'invoice:1' })
  const without = postOffice(database, context, undefined)
  await without.deliver()
  const { as } = await serve(database, context, { li, anna })
  const listed = await as('admin')('GET', '/api/engine/mails?state=not-configured')
  const { items } = listed.json<{ items: { id: string; subject: string }[] }>()
  expect(items).toMatchObject([{ subject: '账单', recipient: 'wang@example.com', attempts: 0 }])
  expect((await as('li')('GET', '/api/engine/mails')).statusCode).toBe(403)
  expect((await as('admin')('POST', `/api/engine/mails/${items[0]!.id}/send`)).statusCode).toBe(204)
  const { transport, sent } = recorder()
  await postOffice(database, context, transport).deliver()
  expect(sent).toHaveLength(1)
  const again = await as('admin')('POST', `/api/engine/mails/${items[0]!.id}/send`)
  expect(again.json()).toMatchObject({ code: 'engine.mail-already-sent' })
})

test('a line break in a subject begins no header', async () => {
  const { database, context } = await company()
  await post(database, context, { subject: 'Hi\r\nBcc: all@example.com', to: ' a@example.com\n' })
  expect(await postOffice(database, context, undefined).mails()).toMatchObject([
    { subject: 'Hi Bcc: all@example.com', recipient: 'a@example.com' },
  ])
})

test('what may pass is tried again, at most twelve times; a final no ends at once', async () => {
  const { database, context } = await company()
  await post(database, context)
  const failing = (error: Error): MailTransport => ({ send: () => Promise.reject(error), close: () => {} })
  const slow = postOffice(database, context, failing(new Error('greylisted')))
  for (let attempt = 1; attempt < 12; attempt++) await expect(slow.deliver()).rejects.toThrow('greylisted')
  expect(await slow.mails()).toMatchObject([{ state: 'waiting', attempts: 11, error: 'greylisted' }])
  await slow.deliver()
  expect(await slow.mails()).toMatchObject([{ state: 'failed', attempts: 12 }])
  await post(database, context)
  await postOffice(database, context, failing(new MailRefused('550 no such user', null))).deliver()
  expect((await slow.mails())[1]).toMatchObject({ state: 'failed', attempts: 1, error: '550 no such user' })
})

test('over SMTP: headers, both bodies and the attachment arrive; 5xx is final and 4xx is not', async () => {
  const simulator = await startSmtpSimulator()
  const transport = smtpTransport({ url: simulator.url, from: '万象 <facet@example.com>' })
  stops.push(
    () => transport.close(),
    () => simulator.stop(),
  )
  const { database, context } = await company()
  await post(database, context, {
    text: 'Grüße\n.\nEnde',
    html: '<p>hi</p>',
    fileIds: [newId()],
    replyTo: 'desk@example.com',
  })
  await postOffice(database, context, transport).deliver()
  const [mail] = simulator.mails
  expect(mail).toMatchObject({ from: 'facet@example.com', to: 'wang@example.com' })
  expect(mail!.source).toMatch(/^Subject: =\?UTF-8\?B\?6LSm5Y2V\?=/m)
  expect(mail!.source).toMatch(/^Reply-To: desk@example.com/m)
  expect(mail!.source).toMatch(/^Message-ID: <[\da-f-]{36}@facet>/m)
  expect(mail!.source).toContain(Buffer.from('%PDF').toString('base64'))
  simulator.answerRecipients('451 later', 1)
  await post(database, context)
  await expect(postOffice(database, context, transport).deliver()).rejects.toThrow('451 later')
  simulator.answerRecipients('550 unknown', 1)
  await postOffice(database, context, transport).deliver()
  expect((await postOffice(database, context, transport).mails())[1]).toMatchObject({ state: 'failed', attempts: 2 })
})

test('what was read three months ago is forgotten, what is unread is not', async () => {
  const { database, context, li, anna } = await company()
  const frozen = freezeClock('2026-01-01T00:00:00Z')
  stops.push(frozen.release)
  await assign(database, context, [li, anna])
  const { as } = await serve(database, context, { li, anna })
  await as('li')('POST', '/api/engine/notifications/read')
  frozen.set('2026-06-01T00:00:00Z')
  await notifySchedules(database)[0]!.run(context)
  const left = await database.withTenant(context, (tx) =>
    tx.all(sql`select user_id as "userId" from engine.notification`),
  )
  expect(left).toEqual([{ userId: anna }])
})

test('a disabled user is told nothing', async () => {
  const { database, context, li } = await company()
  await database.withTenant(context, (tx) =>
    tx.run(sql`update engine.user_account set disabled_at = '2026-01-01' where user_id = ${li}`),
  )
  await assign(database, context, [li])
  const rows = await database.withTenant(context, (tx) => tx.all(sql`select id from engine.notification`))
  expect(rows).toEqual([])
})
