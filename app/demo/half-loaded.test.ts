import { expect, test } from 'vitest'
import { migrateJobs } from '#engine/jobs'
import { newId, systemContext } from '#engine/kernel'
import { migrate, openDatabase, sql } from '#engine/store'
import { emptyDatabase } from '#test/database'
import { schemaModules } from '../schema-modules.ts'
import { clearHalfLoaded, LOADING, markLoaded } from './half-loaded.ts'

test('a demo whose loading was interrupted is cleared away, a complete one never', async () => {
  const database = openDatabase(await emptyDatabase('half_loaded'))
  await migrateJobs(database)
  await migrate(database, schemaModules)
  const context = systemContext(newId(), 'demo')
  const begin = () =>
    database.withTenant(context, (tx) =>
      tx.run(sql`
        insert into engine.tenant (tenant_id, name, demo, settings)
        values (${context.tenantId}, '云启服务', true, ${JSON.stringify({ invoice: {}, ...LOADING })})`),
    )
  const companies = () =>
    database.acrossTenants((tx) => tx.all(sql<{ settings: object }>`select settings from engine.tenant`))

  expect(await clearHalfLoaded(database)).toBe(false)
  await begin()
  await database.withTenant(context, (tx) =>
    tx.run(sql`insert into engine.number_series values (${context.tenantId}, 'INC', 2026, 7)`),
  )
  expect(await clearHalfLoaded(database)).toBe(true)
  expect(await companies()).toEqual([])
  const numbers = await database.withTenant(context, (tx) => tx.all(sql`select from engine.number_series`))
  expect(numbers).toEqual([])

  await begin()
  await markLoaded(database, context)
  expect(await clearHalfLoaded(database)).toBe(false)
  expect(await companies()).toEqual([{ settings: { invoice: {} } }])
  await database.close()
})
