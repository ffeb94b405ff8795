import { routes, type RouteSet } from '#engine/http'
import { filesContract } from './contract.ts'
import type { FileService } from './files.ts'
import { uploadedFile } from './multipart.ts'

export function filesRoutes(files: FileService): RouteSet {
  return routes(filesContract, {
    uploadFile: async ({ context, query, request }) =>
      files.keep(context, { purpose: query.purpose, ...(await uploadedFile(request)) }),
    readFileDetails: ({ context, params }) => files.get(context, params.id),
  })
}
