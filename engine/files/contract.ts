import { z } from 'zod'
import { idParams, instant, route } from '#engine/http/contract'

export const storedFile = z
  .object({
    id: z.uuid(),
    name: z.string(),
    mediaType: z.string().meta({ description: 'Recognised by content' }),
    sizeBytes: z.int(),
    purpose: z.string(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'File' })

/** Files: uploaded as `multipart/form-data`, read at `/api/engine/files/:id` and `/api/engine/files/:id/thumbnail`. */
export const filesContract = {
  uploadFile: route({
    method: 'POST',
    path: '/api/engine/files',
    summary: 'Keep a file; the part `file` of a multipart form',
    may: 'engine.files.upload',
    query: z.object({ purpose: z.string().max(40).default('attachment') }),
    out: storedFile,
    status: 201,
    refusals: [
      'engine.file-missing',
      'engine.file-empty',
      'engine.file-too-large',
      'engine.file-type-refused',
      'engine.file-unreadable',
      'engine.file-infected',
    ],
  }),
  readFileDetails: route({
    method: 'GET',
    path: '/api/engine/files/:id/details',
    summary: 'Name, kind and size of a file',
    may: 'engine.files.read',
    params: idParams,
    out: storedFile,
    refusals: ['engine.file-not-found'],
  }),
} as const
