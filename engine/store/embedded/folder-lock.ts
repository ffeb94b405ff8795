import { CannotStart } from '#engine/kernel'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

// A lock object that is garbage collected gives its lock away.
const held = new Set<DatabaseSync>()

export interface FolderLock {
  release(): void
}

/** One Facet per data folder: an operating-system file lock that dies with this process, however it ends. */
export function lockFolder(folder: string): FolderLock {
  const lock = new DatabaseSync(path.join(folder, 'facet.lock'))
  try {
    lock.exec('pragma busy_timeout = 0; pragma journal_mode = off; begin exclusive')
  } catch {
    lock.close()
    throw new CannotStart(`Facet is already running on ${folder}`)
  }
  held.add(lock)
  return {
    release: () => {
      if (held.delete(lock)) lock.close()
    },
  }
}
