import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newId } from '#engine/kernel'
import { startTestFacet, requester, type Session, type TestFacet } from '#test/facet'
import { startSmtpSimulator, type SmtpSimulator } from '#test/smtp-simulator'

let smtp: SmtpSimulator
let world: TestFacet
let administrator: Session
beforeAll(async () => {
  smtp = await startSmtpSimulator()
  world = await startTestFacet('access_mail', { SMTP_URL: smtp.url })
  administrator = await world.as('administrator')
})
afterAll(async () => {
  await world.stop()
  await smtp.stop()
})

const linksTo = (address: string): string[] =>
  smtp.mails.flatMap(({ to, source }) => {
    // Quoted-printable: soft line breaks go, =XX comes back.
    const text = source
      .replace(/=\r\n/g, '')
      .replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    const token = /\/access#([\w.-]+)/.exec(text)?.[1]
    return to === address && token !== undefined ? [token] : []
  })

test('with a mail server the invitation and the reset go to their owner and are shown to nobody else', async () => {
  const login = `${newId()}@people.example`
  const invited = await administrator.request('POST', '/api/engine/users', {
    login,
    email: login,
    name: 'Post',
    roles: ['agent'],
    locale: 'en',
  })
  expect(invited.body).toMatchObject({ access: { mailedTo: login, link: null } })
  await vi.waitFor(() => expect(linksTo(login)).toHaveLength(1), { timeout: 15_000 })
  const send = requester(`http://127.0.0.1:${world.facet.port}`)
  const use = (token: string, password: string) => send('POST', '/api/engine/access-links/use', { token, password }, {})
  expect((await use(linksTo(login)[0]!, 'correct horse battery')).status).toBe(200)

  await send('POST', '/api/engine/password-resets', { login }, {})
  await send('POST', '/api/engine/password-resets', { login }, {})
  await vi.waitFor(() => expect(linksTo(login)).toHaveLength(2), { timeout: 15_000 })
  expect((await use(linksTo(login)[1]!, 'a new long password')).status).toBe(200)
  const entered = await send('POST', '/api/engine/session', { login, password: 'a new long password' }, {})
  expect(entered.status).toBe(200)
  expect(linksTo(login)).toHaveLength(2)
})
