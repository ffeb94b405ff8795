/**
 * The demo is loaded in several transactions. A first start that is killed meanwhile would leave half a company, which
 * the next start takes for a whole one; so a company that is being loaded says so until everything is there.
 */
import type { Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'

/** In the settings of a company that is not yet complete. */
export const LOADING = { loading: true } as const

export async function markLoaded(database: Database, context: Context): Promise<void> {
  await database.withTenant(context, (tx) =>
    tx.run(sql`update engine.tenant set settings = settings - 'loading' where tenant_id = ${context.tenantId}`),
  )
}

/** Empties the database when a half loaded demo stands in it; nothing else can be there, for it begins in an empty one. */
export async function clearHalfLoaded(database: Database): Promise<boolean> {
  const { half } = await database.acrossTenants((tx) =>
    tx.one(sql<{ half: boolean }>`
      select count(*) = 1 and bool_and(demo and settings ? 'loading') as half from engine.tenant`),
  )
  if (!half) return false
  await database.asOwner(async (tx) => {
    const tables = await tx.all(sql<{ name: string }>`
      select format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|graphile_worker)'`)
    await tx.run(sql`truncate ${sql.raw(tables.map(({ name }) => name).join(', '))}`)
  })
  return true
}
