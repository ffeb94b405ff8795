import { z } from 'zod'
import { idParams, noContent, route } from '#engine/http/contract'

const team = z
  .object({ teamId: z.uuid(), name: z.string(), memberIds: z.array(z.uuid()), version: z.int() })
  .meta({ id: 'Team' })

const draft = z.strictObject({
  name: z.string().trim().min(1).max(120),
  memberIds: z.array(z.uuid()).max(1000),
})

/** Teams, to whom work is given and by whom rows are scoped. */
export const teamsContract = {
  listTeams: route({
    method: 'GET',
    path: '/api/engine/teams',
    summary: 'All teams with their members',
    may: 'engine.team.read',
    out: z.object({ items: z.array(team) }),
  }),
  createTeam: route({
    method: 'POST',
    path: '/api/engine/teams',
    summary: 'Make a team',
    may: 'engine.team.edit',
    body: draft,
    out: team,
    status: 201,
    refusals: ['engine.team-name-taken', 'engine.unknown-users'],
  }),
  changeTeam: route({
    method: 'PUT',
    path: '/api/engine/teams/:id',
    summary: 'Rename a team, change its members',
    may: 'engine.team.edit',
    params: idParams,
    body: draft,
    out: team,
    refusals: ['engine.team-not-found', 'engine.team-name-taken', 'engine.unknown-users', 'engine.version-conflict'],
  }),
  removeTeam: route({
    method: 'DELETE',
    path: '/api/engine/teams/:id',
    summary: 'Remove a team; its members stay',
    may: 'engine.team.edit',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['engine.team-not-found'],
  }),
} as const
