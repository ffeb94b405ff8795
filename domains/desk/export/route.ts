import { z } from 'zod'
import { clock, invalidInput, type Context } from '#engine/kernel'
import { countCases, listCases } from '#engine/casework'
import { caseListQuery } from '#engine/casework/contract'
import { sendCsv, type Cell, type RawRoute } from '#engine/http'
import { sql, type Database } from '#engine/store'
import { tenantZone } from '#engine/tenancy'
import { incidentCase } from '../incident/incident-type.ts'
import { nameIncidents } from '../incident/names.ts'
import { headerIn, rowOf, type Reading } from './columns.ts'

const query = caseListQuery.omit({ limit: true, after: true }).extend({
  locale: z.enum(['en', 'zh-CN']).default('en'),
})
type Asked = z.output<typeof query>

const PAGE = 500

/** The list that is shown, whole: the same filters, order and sight, a page of rows at a time. */
export function incidentTable(database: Database): RawRoute {
  return {
    method: 'GET',
    path: '/api/desk/incidents.csv',
    summary: 'Incidents as a table for spreadsheets; filters and order of the list; `facet-rows` says how many come',
    may: 'desk.incident.read',
    handle: async (request, reply, context) => {
      const { locale, ...asked } = read(request.query)
      const { total, ...reading } = await prepare(database, context!, asked)
      return sendCsv(reply.header('facet-rows', total), {
        name: `incidents-${clock.iso().slice(0, 10)}`,
        header: headerIn(locale),
        rows: rowsOf(database, context!, asked, { ...reading, locale }),
      })
    },
  }
}

function read(given: unknown): Asked {
  const parsed = query.safeParse(given)
  if (parsed.success) return parsed.data
  throw invalidInput(parsed.error.issues.map(({ path, message }) => ({ path: `/${path.join('/')}`, message })))
}

type Filters = Omit<Asked, 'locale'>

function prepare(
  database: Database,
  context: Context,
  filters: Filters,
): Promise<Omit<Reading, 'locale'> & { total: number }> {
  return database.withTenant(context, async (tx) => {
    const [zone, teams, counts] = await Promise.all([
      tenantZone(tx, context),
      tx.all(sql<{ id: string; name: string }>`
        select team_id as id, name from engine.team where tenant_id = ${context.tenantId}`),
      countCases(tx, context, incidentCase, 'stateGroup', filters),
    ])
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
    return { zone, teamNames: new Map(teams.map(({ id, name }) => [id, name])), total }
  })
}

async function* rowsOf(
  database: Database,
  context: Context,
  filters: Filters,
  reading: Reading,
): AsyncGenerator<readonly Cell[]> {
  let after: string | undefined
  do {
    const page = await database.withTenant(context, async (tx) => {
      const { items, next } = await listCases(tx, context, incidentCase, { ...filters, after, limit: PAGE })
      return { items: await nameIncidents(tx, context, items), next }
    })
    for (const incident of page.items) yield rowOf(incident, reading)
    after = page.next ?? undefined
  } while (after !== undefined)
}
