import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { newId, systemContext } from '#engine/kernel'
import { migrateJobs } from '#engine/jobs'
import { migrate, openDatabase, prepareEmbeddedDatabase, sql, startEmbeddedPostgres } from '#engine/store'
import { schemaModules } from '/work/main/app/schema-modules.ts'
const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-prof-'))
const server = await startEmbeddedPostgres(folder)
const database = openDatabase(await prepareEmbeddedDatabase(server))
await migrateJobs(database)
await migrate(database, schemaModules)
const t = newId(),
  ch = newId()
await database.withTenant({ tenantId: t }, async (tx) => {
  await tx.run(sql`insert into engine.tenant (tenant_id, name) values (${t}, 'x')`)
  await tx.run(
    sql`insert into conversation.channel (tenant_id, channel_id, kind, name) values (${t}, ${ch}, 'web', 'x')`,
  )
})
const N = 4000
const c = await database.connect('facet_app')
await c.query(`select set_config('facet.tenant', $1, false)`, [t])
async function run(label: string, text: string) {
  const t0 = performance.now()
  await c.query(text)
  console.log(label, ((performance.now() - t0) / N).toFixed(3), 'ms')
}
const recv = (tag: string) =>
  `do $$ declare i int; begin for i in 1..${N} loop perform conversation.receive('${t}','${ch}', 'c' || (i % 200), null, null, gen_random_uuid(), gen_random_uuid(), '${tag}' || i, 'text', '{"type":"text","text":"hello there how are you"}', 'hello there how are you', null, null, now(), now(), 'queued', null, 120, 1); end loop; end $$`

import { readFileSync } from 'node:fs'
const pid = (await c.query('select pg_backend_pid() p')).rows[0].p
const cpu = () => {
  const f = readFileSync('/proc/' + pid + '/stat', 'utf8')
    .split(') ')[1]!
    .split(' ')
    .map(Number)
  return (f[11]! + f[12]!) * 10
}
const call = (src: string, who: string) =>
  c.query({
    name: 'recv',
    text: `select a.outcome, a.seq from conversation.receive($1,$2,$3,null,null,$4,$5,$6,'text',$7,$8,null,null,now(),now(),'queued',null,120,1) a`,
    values: [
      t,
      ch,
      who,
      newId(),
      newId(),
      src,
      '{"type":"text","text":"hello there how are you"}',
      'hello there how are you',
    ],
  })
async function measure(label: string, f: (i: number) => Promise<unknown>, n = 4000) {
  const a = cpu()
  for (let i = 0; i < n; i++) await f(i)
  console.log(label, ((cpu() - a) / n).toFixed(3), 'ms cpu')
}
await measure('cold stats', (i) => call('w' + i, 'c' + (i % 200)))
await database.asOwner((tx) =>
  tx.run(sql`analyze conversation.message, conversation.conversation, conversation.contact`),
)
await measure('analyzed', (i) => call('v' + i, 'c' + (i % 200)))
await measure('repeated', (i) => call('v' + i, 'c' + (i % 200)))
await measure('select 1', (i) => c.query({ name: 's1', text: 'select 1' }))
await measure('outbox', (i) =>
  c.query({
    name: 'ob',
    text: `insert into engine.outbox (tenant_id, id, name, aggregate, topics, data, actor, trace_id, occurred_at) values ($1, $2, 'conversation.message_received', 'conversation:x', array['a','b'], '{"a":1}', '{}', 'x', now())`,
    values: [t, newId()],
  }),
)
await c.end()
await database.close()
await server.stop()
rmSync(folder, { recursive: true, force: true })
