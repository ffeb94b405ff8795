import { expect, test } from 'vitest'
import { newId } from '#engine/kernel'
import { sql } from '#engine/store'
import { freshTenant, testDatabase } from '#test/database'

/** Tables of the installation, not of a tenant. */
const WITHOUT_TENANT = new Set(['engine.migration', 'engine.subscription'])

interface Table {
  readonly name: string
  readonly hasTenant: boolean
  readonly forced: boolean
  readonly indexed: boolean
  readonly policies: string[]
}

async function tables(): Promise<Table[]> {
  const database = await testDatabase()
  return database.asOwner((tx) =>
    tx.all(sql<Table>`
      select n.nspname || '.' || c.relname as name,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull) as "hasTenant",
        c.relrowsecurity and c.relforcerowsecurity as forced,
        exists (
          select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where i.indrelid = c.oid and a.attname = 'tenant_id') as indexed,
        array(select p.polname::text from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public')
      order by 1`),
  )
}

test('every table has a tenant, the wall around it, and an index that begins with it', async () => {
  const found = (await tables()).filter(({ name }) => !WITHOUT_TENANT.has(name))
  expect(found.length).toBeGreaterThan(20)
  const wrong = found.filter(
    ({ hasTenant, forced, indexed, policies }) => !hasTenant || !forced || !indexed || !policies.includes('tenant'),
  )
  expect(wrong).toEqual([])
})

test('no role of Facet may bypass the wall', async () => {
  const database = await testDatabase()
  const roles = await database.asOwner((tx) =>
    tx.all(sql<{ name: string }>`
      select rolname as name from pg_roles
      where rolname in ('facet_app', 'facet_batch', current_user) and (rolbypassrls or rolsuper)`),
  )
  expect(roles).toEqual([])
})

test('without a tenant nothing is seen, and with another one neither', async () => {
  const { database, context } = await freshTenant()
  const count = (tenantId: string) =>
    database.withTenant({ tenantId }, (tx) =>
      tx.one(sql<{ n: number }>`select count(*)::int as n from engine.tenant where tenant_id = ${context.tenantId}`),
    )
  expect(await count(context.tenantId)).toEqual({ n: 1 })
  expect(await count('')).toEqual({ n: 0 })
  expect(await count(newId())).toEqual({ n: 0 })
})

test('a row for another tenant is refused by the database itself', async () => {
  const { database, context } = await freshTenant()
  const write = database.withTenant(context, (tx) =>
    tx.run(sql`insert into engine.number_series (tenant_id, series, year, last) values (${newId()}, 'X', 2026, 1)`),
  )
  await expect(write).rejects.toThrow(/row-level security/)
})

test('batched work reaches only the tables that have opened themselves to it', async () => {
  const { database } = await freshTenant()
  await expect(database.acrossTenants((tx) => tx.all(sql`select * from engine.user_account`))).rejects.toThrow(
    /permission denied/,
  )
})
