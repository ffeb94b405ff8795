import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createFiles, diskStore, linkSigner, noScanner } from '#engine/files'
import { deriveKey, openSecretBox, type Database } from '#engine/store'
import type { ConversationParts } from '#domains/conversation'

const MASTER = 'a master secret for tests, long enough'

/** Everything but the tenant's content; for a second process on the same tenant. */
export function partsFor(database: Database, changes: Partial<ConversationParts> = {}): ConversationParts {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-conversation-'))
  return {
    database,
    live: () => ({ attach: () => ({ receive() {}, closed() {} }), broadcast() {} }),
    files: createFiles({
      database,
      store: diskStore(path.join(folder, 'kept')),
      scanner: noScanner,
      links: linkSigner(deriveKey(MASTER, 'file links')),
      spoolFolder: path.join(folder, 'spool'),
    }),
    secretBox: openSecretBox([MASTER]),
    visitorKey: deriveKey(MASTER, 'visitor'),
    allowPrivateAddresses: true,
    ...changes,
  }
}
