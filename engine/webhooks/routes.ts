import { routes, type RouteSet } from '#engine/http'
import { webhooksContract } from './contract.ts'
import { listDeliveries, readDelivery, redeliver, testEndpoint } from './deliveries.ts'
import {
  changeEndpoint,
  createEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
  type EndpointParts,
  type WebhookEndpoint,
} from './endpoint.ts'

export function webhookRoutes(parts: EndpointParts, eventNames: readonly string[]): RouteSet {
  const { database } = parts
  return routes(webhooksContract, {
    listWebhookEvents: () => Promise.resolve({ items: [...eventNames].sort() }),
    listWebhooks: async ({ context }) => ({ items: (await listEndpoints(database, context)).map(shown) }),
    createWebhook: async ({ context, body }) => {
      const { endpoint, secret } = await createEndpoint(parts, context, body)
      return { endpoint: shown(endpoint), secret }
    },
    changeWebhook: async ({ context, params, body, expectedVersion }) =>
      shown(await changeEndpoint(parts, context, params.id, body, expectedVersion)),
    removeWebhook: ({ context, params }) => removeEndpoint(database, context, params.id).then(() => undefined),
    rotateWebhookSecret: ({ context, params }) => rotateSecret(parts, context, params.id),
    testWebhook: ({ context, params }) => testEndpoint(parts, context, params.id),
    listWebhookDeliveries: ({ context, params, query }) => listDeliveries(database, context, params.id, query),
    readWebhookDelivery: async ({ context, params }) => {
      const { log, ...delivery } = await readDelivery(database, context, params.id)
      return { ...delivery, log: [...log] }
    },
    redeliverWebhook: ({ context, params }) => redeliver(database, context, params.id).then(() => undefined),
  })
}

function shown({ patterns, ...endpoint }: WebhookEndpoint) {
  return { ...endpoint, patterns: [...patterns] }
}
