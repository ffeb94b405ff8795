import type { Readable } from 'node:stream'

/** Looks for viruses before a file is kept. */
export interface Scanner {
  /** What was found; refused with `engine.file-scanner-unavailable` when nobody could look. */
  scan(content: Readable): Promise<Finding>
}

export type Finding = { readonly clean: true } | { readonly clean: false; readonly virus: string }

/** For installations without a scanner. */
export const noScanner: Scanner = {
  scan: (content) => {
    content.destroy()
    return Promise.resolve({ clean: true })
  },
}
