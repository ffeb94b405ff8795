import { Readable } from 'node:stream'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { fileRefusals } from './errors.ts'
import type { Upload } from './files.ts'

/** The part `file` of a multipart form, as it streams in. Refuses `engine.file-missing`. */
export async function uploadedFile(request: FastifyRequest): Promise<Pick<Upload, 'name' | 'content'>> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part) throw fileRefusals.fileMissing()
  return { name: part.filename, content: Readable.from(whole(part)) }
}

/** The parser cuts a part that is too long without an error; half a file must not be kept. */
async function* whole({ file }: MultipartFile): AsyncGenerator<Buffer> {
  yield* file as AsyncIterable<Buffer>
  if (file.truncated) throw fileRefusals.fileTooLarge()
}
