import type { Contribution } from '#engine/assembly'
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
  return {
    service,
    contribution: {
      name: 'field',
      policy: fieldPolicy,
      routes: [fieldRoutes(service)],
      topics: [
        { name: 'field.board', may: 'field.visit.read' },
        { name: 'field.stock', may: 'field.stock.read' },
        { name: 'visit', may: 'field.visit.read' },
      ],
      locales: [{ name: 'field', folder: new URL('./locale/', import.meta.url) }],
    },
  }
}
