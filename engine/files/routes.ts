import { Readable } from 'node:stream'
import type { MultipartFile } from '@fastify/multipart'
import { routes, type RouteSet } from '#engine/http'
import { filesContract } from './contract.ts'
import { fileRefusals } from './errors.ts'
import type { FileService } from './files.ts'

export function filesRoutes(files: FileService): RouteSet {
  return routes(filesContract, {
    uploadFile: async ({ context, query, request }) => {
      const part = request.isMultipart() ? await request.file() : undefined
      if (!part) throw fileRefusals.fileMissing()
      return files.keep(context, { name: part.filename, purpose: query.purpose, content: Readable.from(whole(part)) })
    },
    readFileDetails: ({ context, params }) => files.get(context, params.id),
  })
}

/** The parser cuts a part that is too long without an error; half a file must not be kept. */
async function* whole({ file }: MultipartFile): AsyncGenerator<Buffer> {
  yield* file as AsyncIterable<Buffer>
  if (file.truncated) throw fileRefusals.fileTooLarge()
}
