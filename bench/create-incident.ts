/**
 * Create incident over HTTP (validated, authorised, behind the tenant wall, with its event) against the same SQL by bare
 * `pg` in the same run.   node bench/create-incident.ts [--seconds 6] [--clients 16]
 */
import { parseArgs } from 'node:util'
import { audit } from '#engine/audit'
import { createApiKeys } from '#engine/identity'
import { openPostgresBus } from '#engine/events'
import { newId } from '#engine/kernel'
import { bareIncidents } from './world/bare-incidents.ts'
import { openBenchWorld } from './world/bench-world.ts'
import { measure, report } from './world/measure.ts'
import { poster } from './world/post.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '6' }, clients: { type: 'string', default: '16' } },
})
const seconds = Number(values.seconds)
const clients = Number(values.clients)

const world = await openBenchWorld()
const bus = await openPostgresBus(world.database)
const keys = createApiKeys(world.database, bus, audit)
const { secret } = await keys.create(world.context, { name: 'bench', roles: ['agent'] })
const url = `http://127.0.0.1:${world.facet.port}/api/desk/incidents`
const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` }

const client = poster(url, headers, clients)
const overHttp = async (): Promise<void> => {
  const status = await client.post(
    JSON.stringify({ subject: 'Outlook keeps asking for the password', priority: 'p3', serial: newId() }),
  )
  if (status !== 201) throw new Error(`answered ${status}`)
}
const bare = await bareIncidents(world)

await measure({ seconds: 1, clients, work: overHttp })
const ours = await measure({ seconds, clients, work: overHttp })
const theirs = await measure({ seconds, clients, work: bare.create })
report('Facet: POST /api/desk/incidents', ours)
report('bare pg, the same SQL, awaited', theirs)
console.log(
  `ratio ${(ours.perSecond / theirs.perSecond).toFixed(2)} (goal: at least 0.50). The clients' own work is in Facet's CPU figure.`,
)
client.close()
await bare.close()
await bus.close()
await world.close()
