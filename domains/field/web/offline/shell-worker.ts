/**
 * Keeps the technician's pages openable where there is no line: a small worker of the browser that holds the files of
 * this build, the page itself and who is signed in. It keeps no other answer of the API; the visits lie in IndexedDB
 * under the technician's own name. Its scope is the technician's pages, and signing out removes it.
 */
export {}

/** The files of the technician's pages and the build they belong to; the build writes them in (tools/offline-shell.ts). */
declare const __SHELL__: readonly string[]
declare const __BUILD__: string

interface WorkerScope extends EventTarget {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
}
interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface AskEvent extends LifeEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

const scope = self as unknown as WorkerScope
const FILES = `facet.shell.${__BUILD__}`
const PERSON = 'facet.shell.person'
const PAGE = '/field/my-day'
const SESSION = '/api/engine/session'
const held = new Set(__SHELL__)
let retired = false
/** A line that is almost dead is treated as none. */
const PAGE_WITHIN_MS = 4000

scope.addEventListener('install', (event) => {
  ;(event as LifeEvent).waitUntil(keepFiles().then(() => scope.skipWaiting()))
})

scope.addEventListener('activate', (event) => {
  ;(event as LifeEvent).waitUntil(Promise.all([dropOldBuilds(), askWho()]).then(() => scope.clients.claim()))
})

scope.addEventListener('fetch', (event) => {
  const { request } = event as AskEvent
  const answer = answerTo(request)
  if (answer) (event as AskEvent).respondWith(answer)
})

// Signed out: the page that is still open must not teach a removed worker who comes next.
scope.addEventListener('message', () => {
  retired = true
})

/** Everything else goes its usual way. */
function answerTo(request: Request): Promise<Response> | undefined {
  const { origin, pathname } = new URL(request.url)
  if (retired || request.method !== 'GET' || origin !== scope.location.origin) return undefined
  if (request.mode === 'navigate') return pageOf(request)
  if (held.has(pathname)) return fileOf(request)
  return pathname === SESSION ? personOf(request) : undefined
}

async function keepFiles(): Promise<void> {
  const files = await caches.open(FILES)
  await files.addAll([PAGE, ...held])
}

async function dropOldBuilds(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('facet.shell.') && name !== FILES && name !== PERSON)
  await Promise.all(old.map((name) => caches.delete(name)))
}

async function askWho(): Promise<void> {
  await personOf(new Request(SESSION)).catch(() => undefined)
}

async function pageOf(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PAGE_WITHIN_MS) })
  } catch (error) {
    return (await caches.match(PAGE)) ?? Promise.reject(error)
  }
}

async function fileOf(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

/** Who is signed in, as the server last said; that nobody is any more is kept as well, by forgetting. */
async function personOf(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request)
    if (answer.ok) await (await caches.open(PERSON)).put(SESSION, answer.clone())
    if (answer.status === 401) await caches.delete(PERSON)
    return answer
  } catch (error) {
    return (await caches.match(SESSION)) ?? Promise.reject(error)
  }
}
