import { clock } from '#engine/kernel'
import { handleJob, type JobHandler, type Schedule } from '#engine/jobs'
import { sql, type Database } from '#engine/store'
import { deliverDue } from './deliver.ts'
import type { EndpointParts } from './endpoint.ts'
import { deliverWebhook } from './subscriber.ts'

export function webhookJobs(parts: EndpointParts): JobHandler[] {
  return [handleJob(deliverWebhook, ({ deliveryId }, context) => deliverDue(parts, context, deliveryId))]
}

const KEPT_MS = 30 * 86_400_000

/** Once a day: the log of a month ago is forgotten. */
export function webhookSchedules(database: Database): Schedule[] {
  return [
    {
      name: 'engine.forget_old_webhook_deliveries',
      at: { hour: 3, minute: 50 },
      run: async (context) => {
        await database.withTenant(context, (tx) =>
          tx.run(sql`
            delete from engine.webhook_delivery where tenant_id = ${context.tenantId} and state <> 'waiting'
              and created_at < ${new Date(clock.ms() - KEPT_MS)}`),
        )
      },
    },
  ]
}
