import { z } from 'zod'
import { idParams, noContent, route } from '#engine/http/contract'

const watched = { params: idParams, may: 'desk.incident.watch', refusals: ['engine.case-not-found'] } as const

/** Who wants to know what becomes of an incident. */
export const watchersContract = {
  listWatchers: route({
    ...watched,
    method: 'GET',
    path: '/api/desk/incidents/:id/watchers',
    summary: 'Who watches an incident',
    out: z.object({ items: z.array(z.object({ userId: z.uuid(), name: z.string() })) }),
  }),
  watchIncident: route({
    ...watched,
    method: 'PUT',
    path: '/api/desk/incidents/:id/watch',
    summary: 'Watch: hear of every step, comment and missed promise',
    out: noContent,
    status: 204,
  }),
  unwatchIncident: route({
    ...watched,
    method: 'DELETE',
    path: '/api/desk/incidents/:id/watch',
    summary: 'Watch no longer',
    out: noContent,
    status: 204,
  }),
} as const
