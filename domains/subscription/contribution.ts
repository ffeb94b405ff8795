import type { Contribution } from '#engine/assembly'
import { localeOf, type RawRoute } from '#engine/http'
import { subscriptionPolicy } from './policy.ts'
import { subscriptionRoutes } from './routes.ts'
import { createSubscription, type SubscriptionParts, type SubscriptionService } from './service.ts'
import { usageRoutes } from './usage/routes.ts'

/** Opens the domain: its service for flows and pages, and what it adds to the program. */
export function openSubscription(parts: SubscriptionParts): {
  service: SubscriptionService
  contribution: Contribution
} {
  const service = createSubscription(parts)
  return {
    service,
    contribution: {
      name: 'subscription',
      policy: subscriptionPolicy,
      routes: [subscriptionRoutes(service)],
      rawRoutes: [...usageRoutes(service), pdfRoute(service)],
      topics: [
        { name: 'subscription.agreements', may: 'subscription.agreement.read' },
        { name: 'subscription.invoices', may: 'subscription.invoice.read' },
      ],
      locales: [{ name: 'subscription', folder: new URL('./locale/', import.meta.url) }],
    },
  }
}

function pdfRoute(subscription: SubscriptionService): RawRoute {
  return {
    method: 'GET',
    path: '/api/subscription/invoices/:id/pdf',
    summary: 'The invoice on A4, in the language of the caller or of `?locale=`',
    may: 'subscription.invoice.read',
    handle: async (request, reply, context) => {
      const { id } = request.params as { id: string }
      const { locale } = request.query as { locale?: string }
      const { name, pdf } = await subscription.invoicePdf(
        context!,
        id,
        locale === 'en' || locale === 'zh-CN' ? locale : localeOf(request),
      )
      return reply.type('application/pdf').header('content-disposition', `inline; filename="${name}"`).send(pdf)
    },
  }
}
