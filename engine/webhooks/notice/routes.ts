import type { Context } from '#engine/kernel'
import { routes, type RouteSet } from '#engine/http'
import { noticeHooksContract } from './contract.ts'
import { listDeliveries, readDelivery, redeliver } from '../deliveries.ts'
import { webhookRefusals } from '../errors.ts'
import { changeHook, createHook, dropHook, getMine, showHooks, type ShownHook } from './hook.ts'
import { testHook, type NoticeParts } from './tell.ts'

export function noticeHookRoutes(parts: NoticeParts): RouteSet {
  const { database, kinds } = parts
  const assertMine = (context: Context, id: string) => database.withTenant(context, (tx) => getMine(tx, context, id))
  /** A delivery of an address that is not the caller's is as if it were not there. */
  const mine = async (context: Context, id: string) => {
    const delivery = await readDelivery(database, context, id)
    await assertMine(context, delivery.endpointId).catch(() => {
      throw webhookRefusals.webhookDeliveryNotFound()
    })
    return delivery
  }
  return routes(noticeHooksContract, {
    listNotificationHooks: async ({ context }) => ({
      items: context.actor.kind === 'user' ? (await showHooks(parts, context, context.actor.id)).map(shown) : [],
      kinds: [...kinds.values()].map(({ kind, texts }) => ({ kind, label: texts[context.locale].label })),
    }),
    listTeamNotificationHooks: async ({ context }) => ({ items: (await showHooks(parts, context)).map(shown) }),
    createNotificationHook: ({ context, body }) => createHook(parts, context, body),
    createTeamNotificationHook: ({ context, body }) => createHook(parts, context, body),
    changeNotificationHook: ({ context, params, body }) =>
      changeHook(parts, context, params.id, body).then(() => undefined),
    removeNotificationHook: ({ context, params }) => dropHook(parts, context, params.id).then(() => undefined),
    testNotificationHook: ({ context, params }) => testHook(parts, context, params.id),
    listNotificationHookDeliveries: async ({ context, params, query }) => {
      await assertMine(context, params.id)
      return listDeliveries(database, context, params.id, query)
    },
    readNotificationHookDelivery: async ({ context, params }) => {
      const { log, ...delivery } = await mine(context, params.id)
      return { ...delivery, log: [...log] }
    },
    redeliverNotification: async ({ context, params }) => {
      await mine(context, params.id)
      await redeliver(database, context, params.id)
    },
  })
}

function shown({ kinds, ...hook }: ShownHook) {
  return { ...hook, kinds: [...kinds] }
}
