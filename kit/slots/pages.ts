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
  /** Not offered to those who have this permission: they have better pages than this one. */
  readonly unless?: string
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
const further = createRegistry<Pick<Face, 'face' | 'routes'>>()

/**
 * Plugs the pages of a domain into the shell. Called once, in the module's `web/index.ts`. The rail shows faces in
 * the order in which they are defined; the first route with `nav` is the face's home.
 */
export function definePages(face: Face): void {
  refuseTaken(face.routes)
  faces.add(face)
}

/** More pages for a face that another module has defined, after its own: `addPages('desk', [articles])`. */
export function addPages(face: string, routes: readonly PageRoute[]): void {
  refuseTaken(routes)
  further.add({ face, routes })
}

function refuseTaken(routes: readonly PageRoute[]): void {
  const taken = allRoutes().find(({ path }) => routes.some((route) => route.path === path))
  if (taken) throw new Error(`Two pages want the path ${taken.path}`)
}

let joined: { of: readonly unknown[]; faces: readonly Face[] } = { of: [], faces: [] }

/** Each with all its pages; the same list until a module adds to it. */
export function allFaces(): readonly Face[] {
  const [own, added] = [faces.all(), further.all()]
  if (joined.of[0] === own && joined.of[1] === added) return joined.faces
  const withMore = (face: Face): Face => {
    const more = added.filter((one) => one.face === face.face).flatMap(({ routes }) => routes)
    return more.length === 0 ? face : { ...face, routes: [...face.routes, ...more] }
  }
  joined = { of: [own, added], faces: own.map(withMore) }
  return joined.faces
}

export function allRoutes(): readonly PageRoute[] {
  return allFaces().flatMap(({ routes }) => routes)
}

export function useFaces(): readonly Face[] {
  return useSyncExternalStore(subscribe, allFaces)
}

function subscribe(listener: () => void): () => void {
  const ends = [faces.subscribe(listener), further.subscribe(listener)]
  return () => {
    for (const end of ends) end()
  }
}

/** The face that an address belongs to: the one with the longest route that the address begins with. */
export function faceAt(pathname: string): Face | undefined {
  const matches = allFaces().flatMap((face) => face.routes.map((route) => ({ face, fixed: fixedPart(route.path) })))
  return matches
    .filter(({ fixed }) => pathname === fixed || pathname.startsWith(`${fixed}/`))
    .toSorted((a, b) => b.fixed.length - a.fixed.length)[0]?.face
}

/** The pages of a face that this person may open, for navigation. */
export function offeredRoutes(face: Face, may: (permission: string) => boolean): readonly PageRoute[] {
  const isOffered = ({ nav, may: needed, unless }: PageRoute) =>
    nav && (!needed || may(needed)) && !(unless && may(unless))
  return face.routes.filter(isOffered)
}

/** `/desk/incidents/$id` → `/desk/incidents`: what every address of the page begins with. */
function fixedPart(path: string): string {
  return path.replace(/\/\$.*$/, '')
}
