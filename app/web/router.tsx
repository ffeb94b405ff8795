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
import { allRoutes, type PageRoute } from '#kit/slots'
import { FacetRoot } from '#kit/ui'
import { BareGate, ConsoleGate } from './console-gate.tsx'
import { Home } from './home.tsx'
import { PageError } from './shell/page-error.tsx'
import { PageFrame, PageGuard } from './shell/page-guard.tsx'
import { PageNotFound } from './shell/page-not-found.tsx'

/**
 * The addresses of the console, built once at the start from what the modules have defined. Everything stands
 * behind the gate of the session, except public pages and the gallery of parts.
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
  const bare = createRoute({ getParentRoute: () => root, id: 'bare', component: BareGate })
  const pages = allRoutes()
  const under = (parent: AnyRoute, wanted: (page: PageRoute) => boolean) =>
    pages.filter(wanted).map((page) => pageRoute(parent, page))
  const tree = root.addChildren([
    gallery,
    ...under(root, (page) => page.public === true),
    bare.addChildren(under(bare, (page) => page.bare === true)),
    gate.addChildren([home, ...under(gate, (page) => !page.public && !page.bare)]),
  ])
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

function pageRoute(parent: AnyRoute, page: PageRoute) {
  const Page = lazy(async () => ({ default: await page.load() }))
  const Frame = page.public ? PageFrame : PageGuard
  const component = () => (
    <Frame page={page}>
      <Page />
    </Frame>
  )
  return createRoute({ getParentRoute: () => parent, path: page.path, errorComponent: PageError, component })
}
