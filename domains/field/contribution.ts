import type { Contribution } from '#engine/assembly'
import { checkedBelow } from '#engine/http'
import type { Context } from '#engine/kernel'
import type { Database } from '#engine/store'
import { fieldPolicy } from './policy.ts'
import { fieldRoutes } from './routes.ts'
import { createField, type FieldService } from './service.ts'
import { trackingLinks } from './visit/tracking.ts'

export interface FieldParts {
  readonly database: Database
  /** Signs the customers' tracking links. */
  readonly trackingKey: Buffer
}

/** Opens the domain: its service for flows and pages, and what it adds to the program. */
export function openField({ database, trackingKey }: FieldParts): {
  service: FieldService
  contribution: Contribution
} {
  const service = createField(database, trackingLinks(trackingKey))
  const isVisible = async (context: Context, visitId: string): Promise<boolean> => {
    if (context.actor.customerId !== undefined) return false
    return service.getVisit(context, visitId).then(
      () => true,
      () => false,
    )
  }
  return {
    service,
    contribution: {
      name: 'field',
      policy: fieldPolicy,
      routes: checkedBelow('/api/field/visits/:id', [fieldRoutes(service)], async ({ context, params }) => {
        if (context.actor.onlyTeams) await service.getVisit(context, params.id)
      }),
      topics: [
        { name: 'field.board', may: 'field.visit.read', scoped: true },
        { name: 'field.stock', may: 'field.stock.read' },
        { name: 'visit', may: 'field.visit.read', visible: isVisible },
      ],
      locales: [{ name: 'field', folder: new URL('./locale/', import.meta.url) }],
    },
  }
}
