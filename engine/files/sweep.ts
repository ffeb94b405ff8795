import { z } from 'zod'
import { clock } from '#engine/kernel'
import { defineJob, enqueue, handleJob, type JobHandler, type Schedule } from '#engine/jobs'
import type { Database } from '#engine/store'
import { THUMBNAIL_SIZES, type ThumbnailFormat, type ThumbnailSize } from './content/picture.ts'
import type { FileStore } from './keep/file-store.ts'
import { forgetUnfinished, isContentUsed, lockContent } from './stored-file.ts'

/** An upload that has not finished after this long never will. */
const UNFINISHED_MS = 24 * 3_600_000
const FORMATS: readonly ThumbnailFormat[] = ['webp', 'jpeg']

export function keyOf(tenantId: string, sha256: string): string {
  return `${tenantId}/${sha256.slice(0, 2)}/${sha256}`
}

export function thumbnailKeyOf(tenantId: string, sha256: string, size: ThumbnailSize, format: ThumbnailFormat): string {
  return `${keyOf(tenantId, sha256)}.${size}.${format}`
}

/** Removes bytes that no file has any more. */
export const sweepFile = defineJob('engine.sweep_file', z.object({ sha256: z.string() }))

export function fileJobs({ database, store }: { database: Database; store: FileStore }): JobHandler[] {
  return [
    handleJob(sweepFile, ({ sha256 }, { tenantId }) =>
      // The lock is held until the bytes are gone: an upload of the same content waits, and then brings them again.
      database.withTenant({ tenantId }, async (tx) => {
        await lockContent(tx, tenantId, sha256)
        if (await isContentUsed(tx, { tenantId }, sha256)) return
        const thumbnails = THUMBNAIL_SIZES.flatMap((size) =>
          FORMATS.map((format) => thumbnailKeyOf(tenantId, sha256, size, format)),
        )
        for (const key of [keyOf(tenantId, sha256), ...thumbnails]) await store.remove(key)
      }),
    ),
  ]
}

/** Once a day, uploads that died on the way are forgotten. */
export function fileSchedules(database: Database): Schedule[] {
  return [
    {
      name: 'engine.forget_unfinished_files',
      at: { hour: 3, minute: 20 },
      run: (context) =>
        database.withTenant(context, async (tx) => {
          const hashes = await forgetUnfinished(tx, context, new Date(clock.ms() - UNFINISHED_MS))
          for (const sha256 of new Set(hashes)) await enqueue(tx, context, sweepFile, { sha256 })
        }),
    },
  ]
}
