import { createReadStream } from 'node:fs'
import { access, copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '#engine/kernel'
import type { FileStore } from './file-store.ts'

/** Files below one folder of the local disk. A file appears under its name only when it is complete and on the disk. */
export function diskStore(folder: string): FileStore {
  const place = (key: string): string => path.join(folder, key)
  return {
    put: async (key, file) => {
      const target = place(key)
      await makeFolder(path.dirname(target))
      const draft = `${target}.${newId()}.part`
      try {
        await copyFile(file.path, draft)
        await flush(draft)
        await rename(draft, target)
        await flush(path.dirname(target))
      } finally {
        await rm(draft, { force: true })
      }
    },
    has: (key) =>
      access(place(key)).then(
        () => true,
        () => false,
      ),
    open: async (key, range) => {
      const handle = await open(place(key)).catch(absent)
      return handle && createReadStream('', { fd: handle, ...range })
    },
    remove: (key) => rm(place(key), { force: true }),
  }
}

async function makeFolder(folder: string): Promise<void> {
  const created = await mkdir(folder, { recursive: true })
  if (created === undefined) return
  for (let inner = folder; inner !== path.dirname(created); inner = path.dirname(inner))
    await flush(path.dirname(inner))
}

/** fsync of a file, or of a folder: then the name survives a power cut, too. */
async function flush(target: string): Promise<void> {
  const handle = await open(target, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}
