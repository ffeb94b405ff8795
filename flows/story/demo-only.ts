import type { Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { storyRefusals } from './errors.ts'

/** What the story does to a company is good for a demo only. */
export async function assertDemo({ database }: { database: Database }, context: Context): Promise<void> {
  const { demo } = await database.withTenant(context, (tx) =>
    tx.one(sql<{ demo: boolean }>`select demo from engine.tenant where tenant_id = ${context.tenantId}`),
  )
  if (!demo) throw storyRefusals.onlyInDemo()
}
