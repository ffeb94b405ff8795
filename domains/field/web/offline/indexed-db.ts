import type { Shelf } from './entries.ts'

const STORES = { entries: 'id', files: 'id', days: 'day', drafts: 'visitId' } as const
export type StoreName = keyof typeof STORES

/** Each person has a drawer of their own: who signs in next on this phone sends nothing in another's name. */
export function openDrawer(userId: string): <T>(store: StoreName) => Shelf<T> {
  let opened: Promise<IDBDatabase> | undefined
  const database = (): Promise<IDBDatabase> => (opened ??= open(`facet.field.${userId}`))
  return <T>(store: StoreName): Shelf<T> => {
    const ask = async <R>(mode: IDBTransactionMode, act: (rows: IDBObjectStore) => IDBRequest<R>): Promise<R> =>
      answerOf(act((await database()).transaction(store, mode, { durability: 'strict' }).objectStore(store)))
    return {
      all: () => ask('readonly', (rows) => rows.getAll() as IDBRequest<T[]>),
      get: (id) => ask('readonly', (rows) => rows.get(id) as IDBRequest<T | undefined>),
      put: async (value) => void (await ask('readwrite', (rows) => rows.put(value))),
      remove: (id) => ask('readwrite', (rows) => rows.delete(id)),
    }
  }
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.addEventListener('upgradeneeded', () => {
    for (const [store, keyPath] of Object.entries(STORES)) request.result.createObjectStore(store, { keyPath })
  })
  return answerOf(request)
}

function answerOf<R>(request: IDBRequest<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () =>
      reject(new Error('The phone did not keep it', { cause: request.error ?? undefined })),
    )
  })
}
