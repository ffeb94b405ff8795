import type { Contribution } from '#engine/assembly'
import { localeOf, type RawRoute } from '#engine/http'
import type { Context, Locale } from '#engine/kernel'
import type { Documents } from '#engine/documents'
import type { Database } from '#engine/store'
import type { Paper } from './document/papers.ts'
import { deliveryPolicy } from './policy.ts'
import { deliveryRoutes } from './routes.ts'
import { createDelivery, type DeliveryService } from './service.ts'

export interface DeliveryParts {
  readonly database: Database
  readonly documents: Documents
}

/** Opens the domain: its service for flows and pages, and what it adds to the program. */
export function openDelivery(parts: DeliveryParts): { service: DeliveryService; contribution: Contribution } {
  const service = createDelivery(parts)
  const canRead = (reading: Promise<unknown>): Promise<boolean> =>
    reading.then(
      () => true,
      () => false,
    )
  return {
    service,
    contribution: {
      name: 'delivery',
      policy: deliveryPolicy,
      routes: [deliveryRoutes(service)],
      rawRoutes: [
        paperRoute('projects/:id/acceptance/pdf', 'delivery.project.read', 'The acceptance certificate', (...asked) =>
          service.certificatePdf(...asked),
        ),
        paperRoute('assessments/:id/pdf', 'delivery.assessment.read', 'The assessment report', (...asked) =>
          service.reportPdf(...asked),
        ),
      ],
      topics: [
        { name: 'delivery.projects', may: 'delivery.project.read' },
        { name: 'delivery.assessments', may: 'delivery.assessment.read' },
        {
          name: 'project',
          may: 'delivery.project.read',
          visible: (context, id) => canRead(service.getProject(context, id)),
        },
        {
          name: 'assessment',
          may: 'delivery.assessment.read',
          visible: (context, id) => canRead(service.getAssessment(context, id)),
        },
      ],
      locales: [{ name: 'delivery', folder: new URL('./locale/', import.meta.url) }],
    },
  }
}

function paperRoute(
  path: string,
  may: string,
  what: string,
  draw: (context: Context, id: string, locale: Locale) => Promise<Paper>,
): RawRoute {
  return {
    method: 'GET',
    path: `/api/delivery/${path}`,
    summary: `${what} on A4, in the language of the caller or of \`?locale=\``,
    may,
    handle: async (request, reply, context) => {
      const { id } = request.params as { id: string }
      const { locale } = request.query as { locale?: string }
      const { name, pdf } = await draw(context!, id, locale === 'en' || locale === 'zh-CN' ? locale : localeOf(request))
      return reply.type('application/pdf').header('content-disposition', `inline; filename="${name}"`).send(pdf)
    },
  }
}
