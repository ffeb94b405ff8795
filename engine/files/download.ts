import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { RawRoute } from '#engine/http'
import { contentDisposition, mayShowInline } from './content/name.ts'
import { THUMBNAIL_SIZES } from './content/picture.ts'
import { fileRefusals } from './errors.ts'
import type { FileService } from './files.ts'
import type { ByteRange } from './keep/file-store.ts'
import type { StoredFile, Viewer } from './stored-file.ts'

const idParams = z.object({ id: z.uuid() })
const tokenParams = z.object({ token: z.string() })
const variant = z.object({
  size: z.coerce
    .number()
    .pipe(z.literal([...THUMBNAIL_SIZES]))
    .optional(),
  format: z.enum(['webp', 'jpeg']).default('webp'),
  download: z.stringbool().default(false),
})
type Variant = z.infer<typeof variant>

/** A file under an id never changes. */
const FOR_EVER_SECONDS = 31_536_000
const THUMBNAIL_SIZE = 320

/** The bytes of files, for callers who may read files and for whoever holds a signed link. */
export function fileDownloads(files: FileService): RawRoute[] {
  const read = { method: 'GET', may: 'engine.files.read' } as const
  return [
    {
      ...read,
      path: '/api/engine/files/:id',
      summary: 'The bytes of a file; `download=true` saves instead of showing',
      handle: (request, reply, context) => {
        const fileId = parse(idParams, request.params).id
        return send(files, request, reply, { viewer: context!, fileId, seconds: FOR_EVER_SECONDS })
      },
    },
    {
      ...read,
      path: '/api/engine/files/:id/thumbnail',
      summary: 'A small picture: `size` 96, 320 or 1024, `format` webp or jpeg',
      handle: (request, reply, context) => {
        const fileId = parse(idParams, request.params).id
        const shown = { size: THUMBNAIL_SIZE, ...parse(variant, request.query) } as Variant
        return sendThumbnail(files, reply, { viewer: context!, fileId, seconds: FOR_EVER_SECONDS }, shown)
      },
    },
    {
      method: 'GET',
      may: 'public',
      path: '/api/files/signed/:token',
      summary: 'A file by its signed link; with `size` its small picture',
      handle: (request, reply) => {
        const { viewer, fileId, secondsLeft } = files.viewerOf(parse(tokenParams, request.params).token)
        const shown = parse(variant, request.query)
        const asked = { viewer, fileId, seconds: secondsLeft }
        return shown.size === undefined ? send(files, request, reply, asked) : sendThumbnail(files, reply, asked, shown)
      },
    },
  ]
}

interface Asked {
  readonly viewer: Viewer
  readonly fileId: string
  /** How long a browser may keep it. */
  readonly seconds: number
}

async function send(files: FileService, request: FastifyRequest, reply: FastifyReply, asked: Asked) {
  const file = await files.get(asked.viewer, asked.fileId)
  const etag = `"${file.sha256}"`
  protect(reply, file.mediaType, asked.seconds).header('etag', etag).header('accept-ranges', 'bytes')
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  const { download } = parse(variant, request.query)
  const inline = !download && mayShowInline(file.mediaType)
  void reply.header('content-disposition', contentDisposition(file.name, inline))
  const range = rangeOf(request.headers.range, file)
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${file.sizeBytes}`).send()
  if (range) void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`)
  void reply.header('content-length', range ? range.end - range.start + 1 : file.sizeBytes)
  return reply.send(await files.open(asked.viewer, asked.fileId, range))
}

async function sendThumbnail(files: FileService, reply: FastifyReply, asked: Asked, { size, format }: Variant) {
  const content = await files.openThumbnail(asked.viewer, asked.fileId, size ?? THUMBNAIL_SIZE, format)
  return protect(reply, `image/${format}`, asked.seconds).send(content)
}

/** Whatever the bytes are, the browser believes only this type, runs nothing, and shows them to no other site. */
function protect(reply: FastifyReply, mediaType: string, seconds: number): FastifyReply {
  // A sandbox keeps browsers from showing PDF at all.
  const sandbox = mediaType === 'application/pdf' ? '' : '; sandbox'
  return reply
    .type(mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType)
    .header('x-content-type-options', 'nosniff')
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'${sandbox}`,
    )
    .header('cache-control', `private, max-age=${seconds}, immutable`)
}

/** One range, as players ask for it; anything else is answered whole, as HTTP allows. */
function rangeOf(header: string | undefined, { sizeBytes }: StoredFile): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const [, first = '', last = ''] = match
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  return start > end ? 'unsatisfiable' : { start, end }
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw fileRefusals.fileNotFound()
  return parsed.data
}
