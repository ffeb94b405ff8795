import type { Contribution } from '#engine/assembly'
import type { Database } from '#engine/store'
import { deskPolicy } from './policy.ts'
import { deskRoutes } from './routes.ts'
import { createDesk, type DeskService } from './service.ts'

/** Opens the domain: its service for flows and pages, and what it adds to the program. */
export function openDesk({ database }: { database: Database }): { service: DeskService; contribution: Contribution } {
  const service = createDesk(database)
  return {
    service,
    contribution: {
      name: 'desk',
      policy: deskPolicy,
      routes: [deskRoutes(service)],
      topics: [
        { name: 'desk.incidents', may: 'desk.incident.read', scoped: true },
        { name: 'desk.problems', may: 'desk.problem.read', scoped: true },
        {
          name: 'problem',
          may: 'desk.problem.read',
          visible: (context, id) => isThere(service.getProblem(context, id)),
        },
        {
          name: 'incident',
          may: 'desk.incident.read',
          visible: (context, id) => isThere(service.getIncident(context, id)),
        },
      ],
      locales: [{ name: 'desk', folder: new URL('./locale/', import.meta.url) }],
    },
  }
}

function isThere(reading: Promise<unknown>): Promise<boolean> {
  return reading.then(
    () => true,
    () => false,
  )
}
