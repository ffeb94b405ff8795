// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { show, until, type Shown } from '#kit/testing'
import type { Organisation } from '../api.ts'
import './index.ts'
import { CustomerDrawer } from './form/customer-drawer.tsx'
import { CustomersPage } from './list/customers-page.tsx'
import { readText } from './import/read-text.ts'
import { SiteDrawer } from './site/site-drawer.tsx'

const ID = '019a9f00-0000-7000-8000-0000000000c1'

const hengtai: Organisation = {
  id: ID,
  parentId: null,
  path: [ID],
  kind: 'customer',
  name: '恒泰银行',
  alias: 'Hengtai Bank',
  code: 'C1001',
  phone: '0755-1',
  email: null,
  locale: null,
  vip: true,
  notes: null,
  archivedAt: null,
  version: 3,
}

interface Sent {
  readonly method: string
  readonly url: string
  readonly ifMatch: string | null
  readonly body: Record<string, unknown> | undefined
}

let shown: Shown
let sent: Sent[]
/** What the server says to a write; reads answer `stored`. */
let answer: (write: Sent) => Response
let stored: Organisation

beforeEach(() => {
  sent = []
  stored = hengtai
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (address, init) => {
    const { pathname, search } = new URL(address as string, 'http://facet.example')
    const method = init?.method ?? 'GET'
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : undefined
    const one = { method, url: pathname + search, ifMatch: new Headers(init?.headers).get('if-match'), body }
    sent.push(one)
    if (method !== 'GET') return answer(one)
    if (pathname === '/api/flows/customers') {
      return Response.json({ items: [{ ...stored, sites: 2, openIncidents: 4 }], next: null })
    }
    return pathname.endsWith(ID) ? Response.json(stored) : Response.json({ items: [], next: null })
  })
})
afterEach(async () => {
  await shown.close()
  vi.restoreAllMocks()
})

const refusal = (status: number, code: string, title: string, errors: object[] = []) =>
  Response.json({ type: '', title, status, code, traceId: 't', errors }, { status })

async function type(selector: string, text: string): Promise<void> {
  const field = shown.find(selector) as HTMLInputElement
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

const submit = () => shown.click('.ant-drawer-footer .ant-btn-primary')
const writes = () => sent.filter(({ method }) => method !== 'GET')
const page = () => document.body.textContent!.replaceAll('\u00a0', ' ')

it('lists customers in the language of the reader with what is open for them', async () => {
  shown = await show(<CustomersPage />)
  await until(() => expect(shown.text()).toMatch(/Hengtai Bank VIP.*恒泰银行.*C1001.*2.*4/))
  expect(sent.find(({ url }) => url.startsWith('/api/flows/customers'))!.url).toContain('kind=customer')
})

it('narrows by what stands in the address', async () => {
  shown = await show(<CustomersPage />, { address: '/?kind=supplier&archived=true&vip=true&q=bank' })
  await until(() => expect(shown.text()).toContain('Hengtai Bank'))
  const { url } = sent.find((one) => one.url.startsWith('/api/flows/customers'))!
  expect(Object.fromEntries(new URLSearchParams(url.split('?')[1]))).toMatchObject({
    kind: 'supplier',
    archived: 'true',
    vip: 'true',
    text: 'bank',
  })
})

it('offers nothing to add to who may only read', async () => {
  shown = await show(<CustomersPage />, { address: '/?new=1', permissions: ['flows.customer.read'] })
  await until(() => expect(shown.text()).toContain('Hengtai Bank'))
  expect(page()).not.toContain('New customer')
})

it('shows a taken code at its field, in the words of the refusal', async () => {
  answer = () =>
    refusal(409, 'engine.party-code-taken', 'This code is used by another one.', [{ path: '/code', message: 'x' }])
  shown = await show(<CustomerDrawer onSaved={() => {}} onClose={() => {}} />)
  await type('#name', ' Acme ')
  await type('#code', 'C1001')
  await submit()
  await until(() =>
    expect(shown.find('#code_help, .ant-form-item:has(#code) .ant-form-item-explain').textContent).toBe(
      'This code is used by another one.',
    ),
  )
  expect(writes()[0]!.body).toMatchObject({ name: 'Acme', code: 'C1001', kind: 'customer', alias: null, vip: false })
  expect(document.querySelector('.error-notice')).toBeNull()
})

it('says what a faster colleague changed, keeps what was typed, and saves over it when told again', async () => {
  answer = ({ ifMatch }) =>
    ifMatch === '"4"' ? Response.json({ ...stored, version: 5 }) : refusal(412, 'engine.version-conflict', 'Changed')
  const saved = vi.fn()
  shown = await show(<CustomerDrawer organisation={hengtai} onSaved={saved} onClose={() => {}} />)
  await type('#alias', 'Hengtai Bank of Shenzhen')
  stored = { ...hengtai, phone: '0755-2', version: 4 }
  await submit()
  await until(() => expect(page()).toContain('Somebody changed this meanwhile: Telephone'))
  expect((shown.find('#alias') as HTMLInputElement).value).toBe('Hengtai Bank of Shenzhen')
  expect(saved).not.toHaveBeenCalled()
  await submit()
  await until(() => expect(saved).toHaveBeenCalled())
  expect(writes().map(({ ifMatch }) => ifMatch)).toEqual(['"3"', '"4"'])
  expect(writes()[1]!.body).toMatchObject({ alias: 'Hengtai Bank of Shenzhen', phone: '0755-1' })
})

it('takes over what the colleague saved where that is wanted', async () => {
  answer = () => refusal(412, 'engine.version-conflict', 'Changed')
  shown = await show(<CustomerDrawer organisation={hengtai} onSaved={() => {}} onClose={() => {}} />)
  await type('#alias', 'Mine')
  stored = { ...hengtai, alias: null, phone: '0755-2', version: 4 }
  await submit()
  await until(() => shown.find('.changed-meanwhile button'))
  await shown.click('.changed-meanwhile button')
  await until(() => expect((shown.find('#phone') as HTMLInputElement).value).toBe('0755-2'))
  expect((shown.find('#alias') as HTMLInputElement).value).toBe('')
  expect(document.querySelector('.changed-meanwhile')).toBeNull()
})

it('asks for both degrees of a position, and begins a site in the zone of the company', async () => {
  answer = ({ body }) => Response.json({ ...body, id: ID, archivedAt: null, version: 1 }, { status: 201 })
  const saved = vi.fn()
  shown = await show(<SiteDrawer organisationId={ID} onSaved={saved} onClose={() => {}} />)
  await type('#name', 'Tower')
  await act(async () => {
    const address = shown.find('#address') as HTMLTextAreaElement
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!.call(address, '1 Road')
    address.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await type('#longitude', '114.06')
  await submit()
  await until(() => expect(page()).toContain('Longitude and latitude belong together'))
  expect(writes()).toEqual([])
  await type('#latitude', '22.54')
  await submit()
  await until(() => expect(saved).toHaveBeenCalled())
  expect(writes()[0]!.body).toMatchObject({
    organisationId: ID,
    name: 'Tower',
    address: '1 Road',
    zone: 'Asia/Shanghai',
    longitude: 114.06,
    latitude: 22.54,
    accessNotes: null,
  })
})

it('tries a spreadsheet first, tells every problem by its row, and brings in what has none', async () => {
  const report = { rows: 2, created: 2, changed: 0, unchanged: 0, problems: [], problemCount: 0, applied: false }
  const wrong = [{ line: 3, column: 'email', kind: 'wrong', value: 'no mail' }]
  answer = ({ body }) => {
    if (String(body!['csv']).includes('no mail')) return Response.json({ ...report, problems: wrong, problemCount: 1 })
    return Response.json({ ...report, applied: body!['apply'] })
  }
  shown = await show(<CustomersPage />, { address: '/?import=1' })
  const paste = (text: string) =>
    act(async () => {
      const field = shown.find('.import-text') as HTMLTextAreaElement
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!.call(field, text)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
  await paste('code,name,email\nC1,A,\nC2,B,no mail')
  await submit()
  await until(() => expect(page()).toContain('Row 3 E-mail cannot be read: no mail'))
  expect(page()).not.toContain('Import 2 rows')
  await paste('code,name,email\nC1,A,\nC2,B,b@example.com')
  expect(page()).not.toContain('Row 3')
  await submit()
  await until(() => expect(page()).toContain('Nothing stands in the way'))
  await submit()
  await until(() => expect(page()).toContain('Imported'))
  expect(writes().map(({ body }) => body!['apply'])).toEqual([false, false, true])
})

it('reads what a Chinese spreadsheet saves, in UTF-8 or in GB 18030', async () => {
  shown = await show(<p>any</p>)
  expect(await readText(new Blob(['名称']))).toBe('名称')
  expect(await readText(new Blob([new Uint8Array([0xc3, 0xfb, 0xb3, 0xc6])]))).toBe('名称')
})
