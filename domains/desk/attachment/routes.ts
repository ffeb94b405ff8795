import { uploadedFile } from '#engine/files'
import { routes, type Call, type RouteSet } from '#engine/http'
import { attachmentsContract } from '../contract/attachments.ts'
import { attach, detach, listAttachments, type AttachmentParts } from './attachments.ts'
import { incidentRoom, problemRoom, type DeskRoom } from './room.ts'

type Params<P> = Pick<Call<P, { internal: boolean }, unknown>, 'params' | 'query' | 'context' | 'request'>

export function attachmentRoutes(parts: AttachmentParts): RouteSet {
  const list =
    (room: DeskRoom) =>
    async ({ params, context }: Pick<Params<{ id: string }>, 'params' | 'context'>) => ({
      items: await listAttachments(parts, context, room, params.id),
    })
  const add =
    (room: DeskRoom) =>
    ({ params, query, context, request }: Params<{ id: string }>) =>
      attach(parts, context, room, params.id, { internal: query.internal, brought: () => uploadedFile(request) })
  const remove =
    (room: DeskRoom) =>
    async ({ params, context }: Pick<Params<{ id: string; fileId: string }>, 'params' | 'context'>) => {
      await detach(parts, context, room, params.id, params.fileId)
      return undefined
    }
  return routes(attachmentsContract, {
    listIncidentAttachments: list(incidentRoom),
    attachToIncident: add(incidentRoom),
    removeFromIncident: remove(incidentRoom),
    listProblemAttachments: list(problemRoom),
    attachToProblem: add(problemRoom),
    removeFromProblem: remove(problemRoom),
  })
}
