import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { newId } from '#engine/kernel'
import { fileRefusals } from '../errors.ts'
import type { SpooledFile } from '../keep/file-store.ts'

/**
 * Takes a stream to the local disk, counting and hashing, so that it can be looked at before it is kept.
 * Memory stays small whatever the size. The file is gone when `work` has ended.
 */
export async function spooled<T>(
  folder: string,
  content: Readable,
  bytesMax: number,
  work: (file: SpooledFile) => Promise<T>,
): Promise<T> {
  await mkdir(folder, { recursive: true })
  const place = path.join(folder, newId())
  const hash = createHash('sha256')
  let sizeBytes = 0
  async function* measured(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      sizeBytes += piece.length
      if (sizeBytes > bytesMax) throw fileRefusals.fileTooLarge({ megabytes: Math.floor(bytesMax / 1024 ** 2) })
      hash.update(piece)
      yield piece
    }
  }
  try {
    await pipeline(content, measured, createWriteStream(place, { mode: 0o600 }))
    if (sizeBytes === 0) throw fileRefusals.fileEmpty()
    return await work({ path: place, sizeBytes, sha256: hash.digest('hex') })
  } finally {
    await rm(place, { force: true })
  }
}
