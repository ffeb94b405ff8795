import { identityRefusals } from '#engine/identity'
import type { Context } from '#engine/kernel'
import { getCase } from '#engine/casework'
import { routes, type RouteSet } from '#engine/http'
import { sql, type Database, type Tx } from '#engine/store'
import { assignmentContract } from '../contract/assignment.ts'
import { incidentCase } from '../incident/incident-type.ts'
import { choiceFor } from './automatic.ts'
import { respondersOf, saveResponder, type Responder } from './responders.ts'
import { readSetting, saveSetting } from './setting.ts'

export function assignmentRoutes({ withTenant }: Database): RouteSet {
  return routes(assignmentContract, {
    readCandidates: ({ params, query, context }) =>
      withTenant(context, async (tx) => {
        const incident = await getCase(tx, context, incidentCase, params.id)
        const { ranked, teamId, skills } = await choiceFor(tx, context, incident, query.teamId)
        const items = ranked.map(({ candidate, obstacle }) => ({ ...shown(candidate), obstacle }))
        return { teamId, skills: { ...skills }, teams: await listTeams(tx, context), items }
      }),
    listCategories: ({ context }) =>
      withTenant(context, async (tx) => {
        const { rules } = await readSetting(tx, context)
        return { items: rules.map(({ category }) => category) }
      }),
    readAssignment: ({ context }) =>
      withTenant(context, async (tx) => {
        const { rules, ...setting } = await readSetting(tx, context)
        const people = await respondersOf(tx, context, null)
        return {
          ...setting,
          rules: rules.map((rule) => ({ ...rule, skills: { ...rule.skills } })),
          teams: await listTeams(tx, context),
          people: people.map((each) => ({ ...shown(each), teamIds: [...each.teamIds] })),
        }
      }),
    saveAssignment: async ({ body, context, expectedVersion }) => {
      await withTenant(context, (tx) => saveSetting(tx, context, body, expectedVersion))
    },
    saveResponder: async ({ params, body, context }) => {
      await withTenant(context, async (tx) => {
        const people = await respondersOf(tx, context, null)
        if (!people.some(({ id }) => id === params.id)) throw identityRefusals.userNotFound()
        await saveResponder(tx, context, params.id, body)
      })
    },
  })
}

function shown({ id, name, skills, openCases, capacity, available }: Responder) {
  return { userId: id, name, skills: { ...skills }, openCases, capacity, available }
}

function listTeams(tx: Tx, { tenantId }: Context): Promise<{ teamId: string; name: string }[]> {
  return tx.all(sql<{ teamId: string; name: string }>`
    select team_id as "teamId", name from engine.team where tenant_id = ${tenantId}
    order by name collate "zh-x-icu", team_id`)
}
