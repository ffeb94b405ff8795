import type { Readable } from 'node:stream'

/** Where the bytes of files lie. Keys are made by Facet: `<tenant>/<2 hex>/<sha256>`, with a suffix for derived pictures. */
export interface FileStore {
  /** Keeps a complete file of the local disk under `key`; after the promise it survives a power cut. Repeating is harmless. */
  put(key: string, file: SpooledFile): Promise<void>
  has(key: string): Promise<boolean>
  /** The bytes, or a part of them; undefined when there is nothing under `key`. */
  open(key: string, range?: ByteRange): Promise<Readable | undefined>
  /** Removing what is not there is harmless. */
  remove(key: string): Promise<void>
}

/** A complete file on the local disk, counted and hashed. */
export interface SpooledFile {
  readonly path: string
  readonly sizeBytes: number
  /** Hex. */
  readonly sha256: string
}

/** Both ends included, as in HTTP. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}
