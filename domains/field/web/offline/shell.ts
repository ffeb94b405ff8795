/** The technician's pages open without a line: who opens the day gets a worker that keeps them; signing out removes it. */
const WORKER = '/technician-worker.js'
const SCOPE = '/field/my-day'

export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  // Without one (a browser that forbids it, a development server) the pages work, but need a line to be opened.
  await navigator.serviceWorker.register(WORKER, { scope: SCOPE }).catch(() => undefined)
}

/** The worker and everything it has kept; what waits to be sent stays under its author's name. */
export async function removeShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const workers = await navigator.serviceWorker.getRegistrations()
  const own = workers.filter(({ scope }) => new URL(scope).pathname === SCOPE)
  for (const { active } of own) active?.postMessage('retire')
  await Promise.all(own.map((worker) => worker.unregister()))
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('facet.shell.')).map((name) => caches.delete(name)))
}
