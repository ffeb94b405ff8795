import type { Contribution } from '#engine/assembly'
import { assignmentRoutes } from './assign/routes.ts'
import type { AttachmentParts } from './attachment/attachments.ts'
import { attachmentRoutes } from './attachment/routes.ts'
import { incidentTable } from './export/route.ts'
import { deskPolicy } from './policy.ts'
import { deskRoutes } from './routes.ts'
import { createDesk, type DeskService } from './service.ts'
import { breachSubscriber } from './watch/breaches.ts'
import { watchRoutes } from './watch/routes.ts'

/** Opens the domain: its service for flows and pages, and what it adds to the program. */
export function openDesk(parts: AttachmentParts): { service: DeskService; contribution: Contribution } {
  const { database } = parts
  const service = createDesk(database)
  return {
    service,
    contribution: {
      name: 'desk',
      policy: deskPolicy,
      routes: [deskRoutes(service), attachmentRoutes(parts), watchRoutes(database), assignmentRoutes(database)],
      rawRoutes: [incidentTable(database)],
      subscribers: [breachSubscriber(database)],
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
