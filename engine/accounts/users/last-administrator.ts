import { ADMINISTRATOR } from '#engine/identity'
import { sql, type Tx } from '#engine/store'
import { accountRefusals } from '../errors.ts'

/**
 * Somebody must be left who can let others in: refused when `userId` is the last administrator who is able to sign in.
 * The rows are locked, so that two administrators cannot remove each other at the same moment.
 */
export async function refuseLastAdministrator(tx: Tx, tenantId: string, userId: string): Promise<void> {
  const able = await tx.all(sql<{ userId: string }>`
    select user_id as "userId" from engine.user_account u
    where tenant_id = ${tenantId} and disabled_at is null and ${ADMINISTRATOR} = any(roles)
      and (password_hash is not null or exists (
        select from engine.oidc_identity i join engine.oidc_provider p using (tenant_id, provider_id)
        where i.tenant_id = u.tenant_id and i.user_id = u.user_id and p.enabled))
    order by user_id for update of u`)
  if (able.every((administrator) => administrator.userId === userId)) throw accountRefusals.lastAdministrator()
}
