import { invalidInput } from '#engine/kernel'
import type { RawRoute } from '#engine/http'
import type { SubscriptionService } from '../service.ts'
import { readCloudEvents, readLagoEvents } from './cloud-events.ts'

const BODY_BYTES_MAX = 2 * 1024 * 1024

/** Ingestion in the wire formats of OpenMeter's and Lago's clients; answered after the commit. */
export function usageRoutes(subscription: SubscriptionService): RawRoute[] {
  const common = { method: 'POST', may: 'subscription.usage.record', bodyBytesMax: BODY_BYTES_MAX } as const
  return [
    {
      ...common,
      path: '/api/v1/events',
      summary: 'Record usage: CloudEvents (one or a batch), or one Lago event as application/json',
      handle: async (request, reply, context) => {
        if (!(request.headers['content-type'] ?? '').startsWith('application/cloudevents')) {
          await subscription.recordUsage(context!, readLagoEvents(request.body))
          return reply.code(200).send(request.body)
        }
        const counts = await subscription.recordUsage(context!, readCloudEvents(parseJson(request.body)))
        return request.headers.prefer === 'return=representation'
          ? reply.code(200).send(counts)
          : reply.code(204).send()
      },
    },
    {
      ...common,
      path: '/api/v1/events/batch',
      summary: 'Record usage: up to 100 Lago events',
      handle: async (request, reply, context) => {
        await subscription.recordUsage(context!, readLagoEvents(request.body))
        return reply.code(200).send(request.body)
      },
    },
  ]
}

function parseJson(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : body
  } catch (error) {
    throw invalidInput([{ path: '', message: `is not JSON: ${(error as Error).message}` }])
  }
}
