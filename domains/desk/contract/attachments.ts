import { z } from 'zod'
import { caseAttachment } from '#engine/casework/contract'
import { idParams, noContent, route } from '#engine/http/contract'

const items = z.object({ items: z.array(caseAttachment) })
const query = z.object({
  internal: z.stringbool().default(false).meta({ description: 'Hides it from the customer' }),
})
const oneParams = idParams.extend({ fileId: z.uuid() })
const uploadRefusals = [
  'engine.case-not-found',
  'engine.attachments-full',
  'engine.file-missing',
  'engine.file-empty',
  'engine.file-too-large',
  'engine.file-type-refused',
  'engine.file-unreadable',
  'engine.file-infected',
]
const removalRefusals = ['engine.case-not-found', 'engine.attachment-not-found', 'engine.attachment-not-yours']

/** Files of incidents and problems; brought as `multipart/form-data`, shown by links that open for an hour. */
export const attachmentsContract = {
  listIncidentAttachments: route({
    method: 'GET',
    path: '/api/desk/incidents/:id/attachments',
    summary: 'Files of an incident, the oldest first',
    may: 'desk.incident.read',
    params: idParams,
    out: items,
    refusals: ['engine.case-not-found'],
  }),
  attachToIncident: route({
    method: 'POST',
    path: '/api/desk/incidents/:id/attachments',
    summary: 'Attach a file; the part `file` of a multipart form',
    may: 'desk.incident.attach',
    params: idParams,
    query,
    out: caseAttachment,
    status: 201,
    refusals: uploadRefusals,
  }),
  removeFromIncident: route({
    method: 'DELETE',
    path: '/api/desk/incidents/:id/attachments/:fileId',
    summary: 'Remove a file: by who brought it, or who works the incident',
    may: 'desk.incident.attach',
    params: oneParams,
    out: noContent,
    status: 204,
    refusals: removalRefusals,
  }),
  listProblemAttachments: route({
    method: 'GET',
    path: '/api/desk/problems/:id/attachments',
    summary: 'Files of a problem, the oldest first',
    may: 'desk.problem.read',
    params: idParams,
    out: items,
    refusals: ['engine.case-not-found'],
  }),
  attachToProblem: route({
    method: 'POST',
    path: '/api/desk/problems/:id/attachments',
    summary: 'Attach a file; the part `file` of a multipart form',
    may: 'desk.problem.attach',
    params: idParams,
    query,
    out: caseAttachment,
    status: 201,
    refusals: uploadRefusals,
  }),
  removeFromProblem: route({
    method: 'DELETE',
    path: '/api/desk/problems/:id/attachments/:fileId',
    summary: 'Remove a file: by who brought it, or who works the problem',
    may: 'desk.problem.attach',
    params: oneParams,
    out: noContent,
    status: 204,
    refusals: removalRefusals,
  }),
} as const
