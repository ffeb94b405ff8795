// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { show, until, type Shown } from '#kit/testing'
import '../index.ts'
import { UsersPage } from './users-page.tsx'

const user = (name: string, more: object = {}) => ({
  userId: crypto.randomUUID(),
  login: `${name.toLowerCase()}@example.com`,
  name,
  email: null,
  locale: 'en',
  roles: ['agent'],
  customerId: null,
  teamIds: [],
  sees: 'everything',
  disabledAt: null,
  hasPassword: true,
  hasSecondFactor: false,
  version: 1,
  ...more,
})
const mei = user('Mei', { hasPassword: false })
const people = [user('Ana'), mei, user('Zoe', { disabledAt: '2026-11-01T00:00:00Z' })]

let shown: Shown
let posted: string[]
beforeEach(() => {
  posted = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (address, init) => {
    const path = new URL(address as string, 'http://facet.example').pathname
    if (init?.method === 'POST') {
      posted.push(path)
      const link = 'https://facet.example/access#token'
      return Response.json({ purpose: 'invitation', mailedTo: null, link, expiresAt: '2026-11-28T00:00:00Z' })
    }
    return Response.json({ items: path.endsWith('/users') ? people : [], next: null })
  })
})
afterEach(async () => {
  await shown.close()
  vi.restoreAllMocks()
})

it('tells active people from those without a password and those who are disabled', async () => {
  shown = await show(<UsersPage />)
  await until(() => expect(shown.text()).toContain('Ana'))
  expect(shown.text()).toMatch(/Mei.*No password yet/)
  expect(shown.text()).toMatch(/Zoe.*Disabled/)
})

it('narrows by what stands in the address', async () => {
  shown = await show(<UsersPage />, { address: '/?state=disabled' })
  await until(() => expect(shown.text()).toContain('Zoe'))
  expect(shown.text()).not.toContain('Ana')
})

it('shows the link once where no mail can be sent', async () => {
  shown = await show(<UsersPage />, { address: `/?user=${mei.userId}` })
  await until(() => shown.find('.settings-acts button'))
  await shown.click('.settings-acts button')
  await until(() => expect(document.body.textContent).toContain('it is not shown again'))
  expect(posted).toEqual([`/api/engine/users/${mei.userId}/access`])
  expect(document.querySelector<HTMLTextAreaElement>('.copy-field textarea')!.value).toContain('/access#token')
})
