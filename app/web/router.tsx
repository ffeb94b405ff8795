import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type AnyRoute,
} from '@tanstack/react-router'
import { lazy } from 'react'
import { parseSearch, writeSearch } from '#kit/data'
import { allFaces, type PageRoute } from '#kit/slots'
import { FacetRoot } from '#kit/ui'
import { ConsoleGate } from './console-gate.tsx'
import { Home } from './home.tsx'
import { PageError } from './shell/page-error.tsx'
import { PageGuard } from './shell/page-guard.tsx'
import { PageNotFound } from './shell/page-not-found.tsx'

/**
 * The addresses of the console, built once at the start from what the modules have defined. Everything stands
 * behind the gate of the session, except the gallery of parts.
 */
export function createConsoleRouter() {
  const root = createRootRoute({ component: Root, notFoundComponent: PageNotFound, errorComponent: PageError })
  const gallery = createRoute({
    getParentRoute: () => root,
    path: '/gallery',
    component: lazyRouteComponent(() => import('./gallery/gallery.tsx'), 'Gallery'),
  })
  const gate = createRoute({ getParentRoute: () => root, id: 'console', component: ConsoleGate })
  const home = createRoute({ getParentRoute: () => gate, path: '/', component: Home })
  const pages = allFaces().flatMap(({ routes }) => routes)
  const tree = root.addChildren([gallery, gate.addChildren([home, ...pages.map((page) => pageRoute(gate, page))])])
  return createRouter({
    routeTree: tree,
    parseSearch: (text) => ({ ...parseSearch(text) }),
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
  })
}

function Root() {
  return (
    <FacetRoot>
      <Outlet />
    </FacetRoot>
  )
}

function pageRoute(gate: AnyRoute, page: PageRoute) {
  const Page = lazy(async () => ({ default: await page.load() }))
  const component = () => (
    <PageGuard page={page}>
      <Page />
    </PageGuard>
  )
  return createRoute({ getParentRoute: () => gate, path: page.path, errorComponent: PageError, component })
}
