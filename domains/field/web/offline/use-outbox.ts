import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useQueryClient, useSession, type QueryKey } from '#kit/data'
import { fieldApi } from '../api.ts'
import type { Entry, KeptDay, KeptFile, Shelf } from './entries.ts'
import { openDrawer } from './indexed-db.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { sender } from './send.ts'

/** What one person keeps on this phone. */
export interface Keeping {
  readonly outbox: Outbox
  readonly files: Shelf<KeptFile>
  readonly days: Shelf<KeptDay>
  readonly drafts: Shelf<unknown>
  readonly entries: () => readonly Entry[]
  readonly subscribe: (listener: () => void) => () => void
}

const RETRY_MS = 30_000
const STALE: readonly QueryKey[] = [fieldApi.key('myVisits'), fieldApi.key('readBoard'), fieldApi.key('listStock')]
const keepings = new Map<string, Keeping>()
const sentListeners = new Set<() => void>()

/** The queue and the cupboard of the person who is signed in; sends when the network is back, and now and then. */
export function useKeeping(): Keeping & { readonly waiting: readonly Entry[] } {
  const { id } = useSession().user
  const cache = useQueryClient()
  const keeping = useMemo(() => keepingOf(id), [id])
  const waiting = useSyncExternalStore(keeping.subscribe, keeping.entries)
  useEffect(() => {
    const flush = () => void keeping.outbox.flush()
    const reread = () => void Promise.all(STALE.map((queryKey) => cache.invalidateQueries({ queryKey: [...queryKey] })))
    const timer = setInterval(flush, RETRY_MS)
    sentListeners.add(reread)
    window.addEventListener('online', flush)
    flush()
    return () => {
      clearInterval(timer)
      sentListeners.delete(reread)
      window.removeEventListener('online', flush)
    }
  }, [keeping, cache])
  return { ...keeping, waiting }
}

function keepingOf(userId: string): Keeping {
  const known = keepings.get(userId)
  if (known) return known
  const made = makeKeeping(userId)
  keepings.set(userId, made)
  return made
}

function makeKeeping(userId: string): Keeping {
  const drawer = openDrawer(userId)
  const listeners = new Set<() => void>()
  let shown: readonly Entry[] = []
  const onChange = (entries: readonly Entry[]): void => {
    shown = entries
    for (const listener of listeners) listener()
  }
  const files = drawer<KeptFile>('files')
  const outbox = createOutbox({
    entries: drawer<Entry>('entries'),
    send: sender(files),
    alone: onlyOne(`facet.field.${userId}`),
    onChange,
    onSent: () => {
      for (const listener of sentListeners) listener()
    },
  })
  void outbox.list().then(onChange)
  // Browsers clear what nobody asked to keep when the phone runs full.
  void navigator.storage?.persist?.()
  return {
    outbox,
    files,
    days: drawer<KeptDay>('days'),
    drafts: drawer<unknown>('drafts'),
    entries: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** One tab sends at a time; without a secure address browsers have no locks, then at least this page is one. */
function onlyOne(name: string): (work: () => Promise<void>) => Promise<void> {
  let busy: Promise<void> | undefined
  if ('locks' in navigator) return (work) => navigator.locks.request(name, work)
  return (work) => (busy ??= work().finally(() => (busy = undefined)))
}
