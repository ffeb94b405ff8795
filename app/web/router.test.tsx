// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { Package } from 'lucide-react'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createQueryClient } from '#kit/data'
import { changeLocale } from '#kit/i18n'
import { until } from '#kit/testing'
import { definePages, type PageRoute } from '#kit/slots'
import './locale.ts'
import { createConsoleRouter } from './router.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const page = (path: string, words: string, more: Partial<PageRoute> = {}): PageRoute => ({
  path,
  titleKey: 'app:signIn.title',
  load: async () => () => <p>{words}</p>,
  ...more,
})

const session = {
  user: { id: '019a9f00-0000-7000-8000-000000000001', name: 'Su Qing', email: null, locale: 'en' },
  tenant: {
    id: '019a9f00-0000-7000-8000-000000000002',
    name: 'Yunqi',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    demo: false,
  },
  roles: [],
  permissions: ['shop.read'],
  customerId: null,
}

let signedIn: boolean
let root: Root

beforeAll(async () => {
  await changeLocale('en')
  definePages({
    face: 'shop',
    icon: Package,
    labelKey: 'shop:face',
    routes: [
      page('/shop/orders', 'all orders', { nav: true, may: 'shop.read' }),
      page('/shop/prices', 'secret prices', { may: 'shop.price' }),
      page('/shop/wall', 'the wall', { bare: true }),
      page('/track/$token', 'where it is', { public: true }),
    ],
  })
})
beforeEach(() => {
  signedIn = true
  vi.stubGlobal('WebSocket', class {})
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
    if (url === '/api/engine/sign-in-options') return Response.json({ tenantName: null, demo: [], oidc: [] })
    if (url === '/api/engine/notifications/unread') return Response.json({ count: 0 })
    if (signedIn) return Response.json(session)
    return Response.json({ type: '', title: '', status: 401, code: 'engine.signed-out', traceId: '' }, { status: 401 })
  })
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.replaceChildren()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Opens an address and waits for the words that should come. */
async function open(address: string, words: string): Promise<string> {
  const router = createConsoleRouter()
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [address] }) })
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => {
    root.render(
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>,
    )
  })
  await until(() => expect(document.body.textContent).toContain(words))
  return document.body.textContent
}

const hasRail = () => document.querySelector('nav.rail, nav.bottom-bar') !== null

describe('the console', () => {
  it('shows a page in its frame to those who may open it', async () => {
    await open('/shop/orders', 'all orders')
    expect(hasRail()).toBe(true)
  })

  it('leads the bare address to the first page that the person may open', async () => {
    await open('/', 'all orders')
    expect(hasRail()).toBe(true)
  })

  it('says that a page is not for this role, and which permission opens it', async () => {
    const words = await open('/shop/prices', 'This page needs the permission “shop.price”')
    expect(words).not.toContain('secret prices')
  })

  it('shows a wall without the rail, but not to strangers', async () => {
    await open('/shop/wall', 'the wall')
    expect(hasRail()).toBe(false)
  })

  it.each(['/shop/orders', '/shop/wall'])('asks strangers at %s to sign in', async (address) => {
    signedIn = false
    const words = await open(address, 'Sign in')
    expect(words).not.toMatch(/all orders|the wall/)
  })

  it('shows a public page to strangers', async () => {
    signedIn = false
    await open('/track/abc', 'where it is')
    expect(hasRail()).toBe(false)
  })

  it('says that nothing stands at an unknown address', async () => {
    await open('/nowhere', 'Nothing stands at this address')
    expect(hasRail()).toBe(false)
  })
})
