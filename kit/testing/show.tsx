import { QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
  type AnyRouter,
} from '@tanstack/react-router'
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient, parseSearch, SessionProvider, writeSearch, type Session } from '#kit/data'
import { changeLocale, type Locale } from '#kit/i18n'

/** Shows a part of a page in a test, as the console would: signed in, in a language, at an address. */
export interface Shown {
  readonly element: HTMLElement
  readonly router: AnyRouter
  /** Everything that can be read, with plain spaces. */
  text(): string
  /** The first match, or an assertion that says what stands there instead. */
  find(selector: string): HTMLElement
  click(selector: string): Promise<void>
  press(key: string, init?: KeyboardEventInit): Promise<void>
  close(): Promise<void>
}

export interface ShowOptions {
  readonly locale?: Locale
  readonly address?: string
  readonly permissions?: readonly string[]
}

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

export async function show(part: ReactNode, options: ShowOptions = {}): Promise<Shown> {
  const { locale = 'en', address = '/', permissions = ['*'] } = options
  await changeLocale(locale)
  const element = document.body.appendChild(document.createElement('div'))
  const root = createRoot(element)
  const router = routerFor(part, address, sessionWith(permissions))
  await act(async () => {
    await router.load()
    root.render(
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>,
    )
  })
  const find = (selector: string): HTMLElement => {
    const found = document.querySelector<HTMLElement>(selector)
    if (!found) throw new Error(`Nothing matches ${selector}. What is shown: ${plain(document.body)}`)
    return found
  }
  return {
    element,
    router,
    text: () => plain(element),
    find,
    click: (selector) => act(async () => find(selector).click()),
    press: (key, init = {}) =>
      act(async () => {
        const target = document.activeElement ?? document.body
        target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }))
      }),
    close: async () => {
      await act(async () => root.unmount())
      element.remove()
    },
  }
}

const DEADLINE_MS = 3000

/** Lets the page go on until the check holds; after three seconds the check's own complaint is thrown. */
export async function until(check: () => void): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS
  for (;;) {
    try {
      return check()
    } catch (complaint) {
      if (performance.now() > deadline) throw complaint
    }
    await act(async () => new Promise((resolve) => setTimeout(resolve, 5)))
  }
}

function routerFor(part: ReactNode, address: string, session: Session): AnyRouter {
  const root = createRootRoute()
  const component = () => <SessionProvider session={session}>{part}</SessionProvider>
  const anywhere = createRoute({ getParentRoute: () => root, path: '$', component })
  return createRouter({
    routeTree: root.addChildren([anywhere]),
    history: createMemoryHistory({ initialEntries: [address] }),
    parseSearch: (text) => ({ ...parseSearch(text) }),
    stringifySearch: writeSearch,
  })
}

function sessionWith(permissions: readonly string[]): Session {
  return {
    user: { id: '019a9f00-0000-7000-8000-000000000001', name: '苏晴', email: null, locale: 'zh-CN' },
    tenant: {
      id: '019a9f00-0000-7000-8000-000000000002',
      name: '云启服务',
      zone: 'Asia/Shanghai',
      currency: 'CNY',
      demo: true,
    },
    roles: [],
    permissions: [...permissions],
    customerId: null,
  }
}

function plain(element: HTMLElement): string {
  return (element.textContent ?? '').replaceAll('\u00a0', ' ')
}
