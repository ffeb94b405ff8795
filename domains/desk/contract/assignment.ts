import { z } from 'zod'
import { idParams, noContent, route } from '#engine/http/contract'

const skills = z.record(z.string().trim().min(1).max(40), z.int().min(1).max(5)).meta({
  description: 'Level by skill, 1 to 5',
})
const team = z.object({ teamId: z.uuid(), name: z.string() })
const responder = z
  .object({
    userId: z.uuid(),
    name: z.string(),
    skills,
    openCases: z.int(),
    capacity: z.int(),
    available: z.boolean(),
  })
  .meta({ id: 'Responder' })
const rule = z.object({ category: z.string().trim().min(1).max(60), teamId: z.uuid().nullable(), skills })

/** Who takes an incident: by team, person, skill and load. */
export const assignmentContract = {
  readCandidates: route({
    method: 'GET',
    path: '/api/desk/incidents/:id/candidates',
    summary:
      'Who could take an incident, best first, and what keeps the others; of a team, else of the one it belongs to',
    may: 'desk.incident.work',
    params: idParams,
    query: z.object({ teamId: z.uuid().optional() }),
    out: z.object({
      teamId: z.uuid().nullable(),
      skills,
      teams: z.array(team),
      items: z.array(responder.extend({ obstacle: z.enum(['absent', 'skill', 'capacity']).nullable() })),
    }),
    refusals: ['engine.case-not-found'],
  }),
  listCategories: route({
    method: 'GET',
    path: '/api/desk/categories',
    summary: 'Categories of incidents that a rule names',
    may: 'desk.incident.open',
    out: z.object({ items: z.array(z.string()) }),
  }),
  readAssignment: route({
    method: 'GET',
    path: '/api/desk/assignment',
    summary: 'How incidents find somebody, and who there is',
    may: 'desk.configure',
    out: z.object({
      automatic: z.boolean(),
      defaultTeamId: z.uuid().nullable(),
      rules: z.array(rule),
      teams: z.array(team),
      people: z.array(responder.extend({ teamIds: z.array(z.uuid()) })),
      version: z.int(),
    }),
  }),
  saveAssignment: route({
    method: 'PUT',
    path: '/api/desk/assignment',
    summary: 'Change the rules; incidents that are open keep who they have',
    may: 'desk.configure',
    body: z.strictObject({
      automatic: z.boolean(),
      defaultTeamId: z.uuid().nullable(),
      rules: z.array(rule).max(100),
    }),
    out: noContent,
    status: 204,
    refusals: ['engine.version-conflict'],
  }),
  saveResponder: route({
    method: 'PUT',
    path: '/api/desk/assignment/people/:id',
    summary: 'What somebody masters, how many open cases are enough, and whether he takes new ones',
    may: 'desk.configure',
    params: idParams,
    body: z.strictObject({ skills, capacity: z.int().min(0).max(200), available: z.boolean() }),
    out: noContent,
    status: 204,
    refusals: ['engine.user-not-found'],
  }),
} as const
