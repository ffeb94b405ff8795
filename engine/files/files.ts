import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { clock, type Context } from '#engine/kernel'
import { enqueue } from '#engine/jobs'
import type { Database } from '#engine/store'
import { mediaTypeOf } from './content/media-type.ts'
import { cleanFileName } from './content/name.ts'
import { isPicture, measurePicture, thumbnailOf, type ThumbnailFormat, type ThumbnailSize } from './content/picture.ts'
import { spooled } from './content/spool.ts'
import { fileRefusals } from './errors.ts'
import type { ByteRange, FileStore, SpooledFile } from './keep/file-store.ts'
import { admits, STANDARD_PURPOSES, type FilePurpose } from './purpose.ts'
import type { Scanner } from './scan/scanner.ts'
import type { LinkSigner } from './signed-link.ts'
import {
  announceFile,
  findBySource,
  findFile,
  finishFile,
  forgetFile,
  type NewFile,
  type StoredFile,
  type Viewer,
} from './stored-file.ts'
import { keyOf, sweepFile, thumbnailKeyOf } from './sweep.ts'

export interface FileParts {
  readonly database: Database
  readonly store: FileStore
  readonly scanner: Scanner
  readonly links: LinkSigner
  /** A folder of the local disk for files that are being looked at. */
  readonly spoolFolder: string
  /** Beside the standard ones. */
  readonly purposes?: Readonly<Record<string, FilePurpose>>
}

export interface Upload {
  readonly name: string
  /** A key of the purposes: `attachment`, `picture` … */
  readonly purpose: string
  readonly content: Readable
  /** Makes a repetition harmless: the same source answers the same file. */
  readonly source?: string
}

export interface FileService {
  /** Keeps a file, judged by its content. Refused when it is empty, too large, of a kind that the purpose does not admit, or infected. */
  keep(context: Context, upload: Upload): Promise<StoredFile>
  /** Refused with `engine.file-not-found`, also when the caller may not see it. */
  get(context: Viewer, id: string): Promise<StoredFile>
  open(context: Viewer, id: string, range?: ByteRange): Promise<Readable>
  /** A small upright picture without the camera's notes; refused for anything that is no picture. */
  openThumbnail(context: Viewer, id: string, size: ThumbnailSize, format: ThumbnailFormat): Promise<Readable>
  /** A path that opens the file for whoever has it, for so many seconds. */
  link(context: Viewer, id: string, seconds: number): string
  /** What a link's token opens. */
  viewerOf(token: string): { viewer: Viewer; fileId: string; secondsLeft: number }
  /** Forgets the file; its bytes go when no other file has the same. */
  remove(context: Context, id: string): Promise<void>
}

export function createFiles(parts: FileParts): FileService {
  const { database, store, links } = parts
  const purposes: Readonly<Record<string, FilePurpose>> = { ...STANDARD_PURPOSES, ...parts.purposes }

  async function get(context: Viewer, id: string): Promise<StoredFile> {
    const file = await database.withTenant(context, (tx) => findFile(tx, context, id))
    if (!file) throw fileRefusals.fileNotFound()
    return file
  }

  async function openKey(key: string, range?: ByteRange): Promise<Readable> {
    const content = await store.open(key, range)
    if (!content) throw fileRefusals.fileStoreUnavailable()
    return content
  }

  return {
    keep: async (context, upload) => {
      const purpose = purposes[upload.purpose]
      if (!purpose) throw fileRefusals.filePurposeUnknown({ purpose: upload.purpose })
      const { source } = upload
      const known = source && (await database.withTenant(context, (tx) => findBySource(tx, context, source)))
      if (known) return (upload.content.destroy(), known)
      return spooled(parts.spoolFolder, upload.content, purpose.bytesMax, async (file) => {
        const inspected = await inspect(parts, purpose, upload, file)
        return keepInspected(parts, context, inspected, file)
      })
    },
    get,
    open: async (context, id, range) => openKey(keyOf(context.tenantId, (await get(context, id)).sha256), range),
    openThumbnail: async (context, id, size, format) => {
      const file = await get(context, id)
      if (file.width === null) throw fileRefusals.fileHasNoThumbnail()
      const key = thumbnailKeyOf(context.tenantId, file.sha256, size, format)
      const made = await store.open(key)
      if (made) return made
      const original = await openKey(keyOf(context.tenantId, file.sha256))
      await makeThumbnail(parts, key, thumbnailOf(original, size, format))
      return openKey(key)
    },
    link: (context, id, seconds) => {
      const expiresAtSeconds = Math.ceil(clock.ms() / 1000) + seconds
      return `/api/files/signed/${links.sign({ tenantId: context.tenantId, fileId: id, expiresAtSeconds })}`
    },
    viewerOf: (token) => {
      const { tenantId, fileId, expiresAtSeconds } = links.read(token)
      return { viewer: { tenantId }, fileId, secondsLeft: Math.floor(expiresAtSeconds - clock.ms() / 1000) }
    },
    remove: (context, id) =>
      database.withTenant(context, async (tx) => {
        const sha256 = await forgetFile(tx, context, id)
        if (sha256 === undefined) throw fileRefusals.fileNotFound()
        await enqueue(tx, context, sweepFile, { sha256 })
      }),
  }
}

async function inspect(
  { scanner }: FileParts,
  purpose: FilePurpose,
  upload: Upload,
  file: SpooledFile,
): Promise<NewFile> {
  const name = cleanFileName(upload.name)
  const mediaType = await mediaTypeOf(file.path, name)
  if (!admits(purpose, mediaType)) throw fileRefusals.fileTypeRefused({ name, mediaType })
  const size = isPicture(mediaType) ? await measurePicture(file.path) : { width: null, height: null }
  const finding = await scanner.scan(createReadStream(file.path))
  if (!finding.clean) throw fileRefusals.fileInfected({ name, virus: finding.virus })
  const { sizeBytes, sha256 } = file
  return { name, mediaType, sizeBytes, sha256, purpose: upload.purpose, ...size, source: upload.source ?? null }
}

/** Row, bytes, then the mark that both are there: whatever dies in between leaves only what the sweep removes. */
async function keepInspected(
  { database, store }: FileParts,
  context: Context,
  inspected: NewFile,
  file: SpooledFile,
): Promise<StoredFile> {
  const id = await database.withTenant(context, (tx) => announceFile(tx, context, inspected))
  if (id === undefined) {
    const known = await database.withTenant(context, (tx) => findBySource(tx, context, inspected.source!))
    return known!
  }
  const key = keyOf(context.tenantId, inspected.sha256)
  if (!(await store.has(key))) await store.put(key, file)
  return database.withTenant(context, (tx) => finishFile(tx, context, id, inspected.sha256))
}

async function makeThumbnail({ spoolFolder, store }: FileParts, key: string, picture: Readable): Promise<void> {
  try {
    await spooled(spoolFolder, picture, Number.MAX_SAFE_INTEGER, (file) => store.put(key, file))
  } catch (cause) {
    throw Object.assign(fileRefusals.fileHasNoThumbnail(), { cause })
  }
}
