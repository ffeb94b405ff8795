import type { LucideIcon } from 'lucide-react'
import { useSyncExternalStore, type ComponentType } from 'react'
import { createRegistry } from './registry.ts'

/** One page of a face. `path` is absolute and in the router's form: `/desk/incidents/$id`. */
export interface PageRoute {
  readonly path: string
  /** Loaded when the page is first shown: `() => import('./incidents.tsx').then((m) => m.Incidents)`. */
  readonly load: () => Promise<ComponentType>
  /** Text key with its namespace: `desk:incidents.title`. */
  readonly titleKey: string
  /** The permission without which the page is neither offered nor shown. */
  readonly may?: string
  /** Offered in the face's own navigation and in the command palette; a page of one object is not. */
  readonly nav?: boolean
  /** Shown to everybody, without signing in and without the rail: a tracking link, a rating. */
  readonly public?: boolean
  /** Fills the screen without the rail, for those who are signed in: a wall. */
  readonly bare?: boolean
}

/** A face of the product: one icon in the rail and the pages behind it. */
export interface Face {
  readonly face: string
  /** `rail` (the usual), `pack` below the line, `foot` at the rail's end, `none` for pages without an icon. */
  readonly place?: 'rail' | 'pack' | 'foot' | 'none'
  readonly icon: LucideIcon
  readonly labelKey: string
  /** Two keys: `G D`. */
  readonly shortcut?: string
  readonly routes: readonly PageRoute[]
  /** What waits for me here, never what is unread in the world. A hook; called while the rail is shown. */
  readonly useBadge?: () => number | undefined
}

const faces = createRegistry<Face>()

/**
 * Plugs the pages of a domain into the shell. Called once, in the module's `web/index.ts`. The rail shows faces in
 * the order in which they are defined; the first route with `nav` is the face's home.
 */
export function definePages(face: Face): void {
  const taken = allRoutes().find(({ path }) => face.routes.some((route) => route.path === path))
  if (taken) throw new Error(`Two pages want the path ${taken.path}`)
  faces.add(face)
}

export function allFaces(): readonly Face[] {
  return faces.all()
}

export function allRoutes(): readonly PageRoute[] {
  return faces.all().flatMap(({ routes }) => routes)
}

export function useFaces(): readonly Face[] {
  return useSyncExternalStore(faces.subscribe, faces.all)
}

/** The face that an address belongs to: the one with the longest route that the address begins with. */
export function faceAt(pathname: string): Face | undefined {
  const matches = faces.all().flatMap((face) => face.routes.map((route) => ({ face, fixed: fixedPart(route.path) })))
  return matches
    .filter(({ fixed }) => pathname === fixed || pathname.startsWith(`${fixed}/`))
    .toSorted((a, b) => b.fixed.length - a.fixed.length)[0]?.face
}

/** The pages of a face that this person may open, for navigation. */
export function offeredRoutes(face: Face, may: (permission: string) => boolean): readonly PageRoute[] {
  return face.routes.filter((route) => route.nav && (!route.may || may(route.may)))
}

/** `/desk/incidents/$id` → `/desk/incidents`: what every address of the page begins with. */
function fixedPart(path: string): string {
  return path.replace(/\/\$.*$/, '')
}
