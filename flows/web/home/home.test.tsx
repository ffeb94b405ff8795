// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { freezeNow } from '#kit/data'
import { allFaces, offeredRoutes } from '#kit/slots'
import { show, until, type Shown } from '#kit/testing'
import '../index.ts'
import { HomePage } from './home-page.tsx'

const ID = '019a9f00-0000-7000-8000-0000000000c1'
const NOW = Date.parse('2026-11-20T02:00:00Z')

const incident = {
  id: ID,
  number: 'INC-1',
  subject: 'Disk is slow',
  state: 'onsite',
  stateGroup: 'open',
  priority: 'p2',
  customerId: ID,
  siteId: null,
  personId: null,
  assigneeId: null,
  teamId: null,
  openedAt: '2026-11-20T01:00:00Z',
  updatedAt: '2026-11-20T01:00:00Z',
  closedAt: null,
  dueAt: '2026-11-20T06:00:00Z',
  openTasks: 0,
  doneAt: null,
  fields: { origin: 'api' },
  version: 1,
  customerName: null,
  customerAlias: null,
  siteName: null,
  siteAlias: null,
  personName: null,
  personAlias: null,
  assigneeName: null,
}
const visit = {
  visitId: ID,
  number: 'WO-1',
  subject: 'Change the disk',
  state: 'planned',
  siteName: '福田大厦',
  siteAlias: 'Futian Tower',
  startsAt: '2026-11-20T06:00:00Z',
  endsAt: '2026-11-20T07:00:00Z',
  trackingPath: '/track/abc',
}

let shown: Shown
let posted: unknown[]
beforeEach(() => {
  freezeNow(NOW)
  posted = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (address, init) => {
    const { pathname } = new URL(address as string, 'http://facet.example')
    if (init?.method === 'POST') {
      posted.push([pathname, JSON.parse(init.body as string)])
      return Response.json({ ...incident, number: 'INC-2' }, { status: 201 })
    }
    const own = {
      open: [
        incident,
        { ...incident, id: crypto.randomUUID(), subject: 'Password', state: 'waiting_customer', dueAt: null },
      ],
      restored: [],
      chatPath: '/widget.html?key=k',
      visits: [visit],
    }
    return Response.json(pathname === '/api/flows/own-service' ? own : { items: [], next: null })
  })
})
afterEach(async () => {
  await shown.close()
  freezeNow(undefined)
  vi.restoreAllMocks()
})

it('says what is worked on, by when it works again, for what we wait, and who comes when', async () => {
  shown = await show(<HomePage />)
  await until(() => expect(shown.text()).toMatch(/Disk is slow.*On site.*works again by.*14:00/))
  expect(shown.text()).toMatch(/Password.*We wait for your answer/)
  expect(shown.text()).toMatch(/Today 14:00–15:00.*planned.*Change the disk · Futian Tower/)
  expect(shown.find('a[href="/track/abc"]').textContent).toBe('Follow the visit')
})

it('takes a problem in the words of the customer', async () => {
  shown = await show(<HomePage />, { address: '/?report=1' })
  await until(() => shown.find('#subject'))
  await shown.click('.ant-drawer-footer .ant-btn-primary')
  await until(() => expect(document.body.textContent).toContain('One sentence says what does not work'))
  expect(posted).toEqual([])
  await act(async () => {
    const field = shown.find('#subject') as HTMLInputElement
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, 'The printer jams')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await shown.click('.ant-drawer-footer .ant-btn-primary')
  await until(() => expect(posted).toEqual([['/api/desk/incidents', { subject: 'The printer jams', priority: 'p3' }]]))
})

it('is the first face of a customer, and none of who sees all customers', async () => {
  shown = await show(<p>any</p>)
  const facesOf = (...permissions: string[]) => {
    const may = (permission: string) => permissions.includes(permission) || permissions.includes('*')
    return allFaces()
      .filter((face) => offeredRoutes(face, may).length > 0)
      .map(({ face }) => face)
  }
  expect(facesOf('flows.home.read', 'engine.party.read')[0]).toBe('home')
  expect(facesOf('*')).not.toContain('home')
  expect(facesOf('flows.customer.read', 'flows.wall.read')).not.toContain('home')
})
