import type { Context } from '#engine/kernel'
import { getCase, unwatchCase, watchCase } from '#engine/casework'
import { routes, type RouteSet } from '#engine/http'
import type { Database } from '#engine/store'
import { watchersContract } from '../contract/watchers.ts'
import { incidentCase } from '../incident/incident-type.ts'
import { tellChange } from '../incident/incidents.ts'
import { listWatchers } from './watchers.ts'

export function watchRoutes({ withTenant }: Database): RouteSet {
  /** Twice is once. */
  const set = (context: Context, id: string, change: typeof watchCase) =>
    withTenant(context, async (tx) => {
      const incident = await getCase(tx, context, incidentCase, id)
      await change(tx, context, incidentCase, id, context.actor.id)
      await tellChange(tx, context, incident, 'watch')
    })
  return routes(watchersContract, {
    listWatchers: ({ params, context }) =>
      withTenant(context, async (tx) => {
        await getCase(tx, context, incidentCase, params.id)
        return { items: await listWatchers(tx, context, params.id) }
      }),
    watchIncident: async ({ params, context }) => {
      await set(context, params.id, watchCase)
    },
    unwatchIncident: async ({ params, context }) => {
      await set(context, params.id, unwatchCase)
    },
  })
}
