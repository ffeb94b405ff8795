import { z } from 'zod'
import { quietHours } from '#engine/notify/contract'
import { idParams, instant, noContent, pageOf, pageQuery, route } from '#engine/http/contract'
import { attempt, delivery, deliveryDetails, deliveryState, urlRefusals } from '../shapes.ts'

const format = z.enum(['facet', 'wecom', 'dingtalk', 'feishu', 'slack']).meta({
  description: 'Signed by the Standard Webhooks specification, or as the robot of a group chat wants it',
})
const kinds = z
  .array(z.string().min(1).max(100))
  .min(1)
  .max(200)
  .meta({ description: 'Kinds of notifications; `*` for all' })
const secret = z.string().trim().min(1).max(200).optional().meta({
  description: "The robot's own secret, of DingTalk and Feishu; Facet makes its own",
})

const settings = {
  description: z.string().max(200).default(''),
  kinds,
  locale: z.enum(['en', 'zh-CN']).default('zh-CN').meta({ description: "Of a team's group; a person reads their own" }),
  quietHours: quietHours.default(null).meta({ description: "A team's own; a person's are those of the person" }),
}
const address = { format, url: z.string().min(1).max(2000), secret }

const hook = z
  .object({
    id: z.uuid(),
    teamId: z.uuid().nullable(),
    teamName: z.string().nullable(),
    format,
    url: z.string().meta({ description: 'What may be shown of the address' }),
    description: z.string(),
    kinds: z.array(z.string()),
    locale: z.enum(['en', 'zh-CN']),
    quietHours,
    enabled: z.boolean(),
    disabledReason: z.string().nullable(),
    lastSuccessAt: instant.nullable(),
    pausedUntil: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'NotificationHook' })

const HOOKS = '/api/engine/notification-hooks'
const NOT_FOUND = 'engine.notification-hook-not-found'
const making = [...urlRefusals, 'engine.too-many-notification-hooks', 'engine.robot-secret-missing']
const one = { may: 'signed-in', params: idParams } as const

/** Addresses that are told of notifications: one's own, and an administrator's for teams. */
export const noticeHooksContract = {
  listNotificationHooks: route({
    method: 'GET',
    path: HOOKS,
    summary: 'The own addresses, with the kinds of notifications that there are',
    may: 'signed-in',
    out: z.object({ items: z.array(hook), kinds: z.array(z.object({ kind: z.string(), label: z.string() })) }),
  }),
  listTeamNotificationHooks: route({
    method: 'GET',
    path: `${HOOKS}/teams`,
    summary: 'The addresses of all teams',
    may: 'engine.webhook.read',
    out: z.object({ items: z.array(hook) }),
  }),
  createNotificationHook: route({
    method: 'POST',
    path: HOOKS,
    summary: 'Have the own notifications sent to an address; a secret that Facet makes is shown this once',
    may: 'signed-in',
    body: z.strictObject({ ...settings, ...address }),
    out: z.object({ id: z.uuid(), secret: z.string().nullable() }),
    status: 201,
    refusals: [...making, 'engine.notification-hook-for-people'],
  }),
  createTeamNotificationHook: route({
    method: 'POST',
    path: `${HOOKS}/teams`,
    summary: 'Have what the people of a team are told sent to an address, each thing once',
    may: 'engine.webhook.edit',
    body: z.strictObject({ teamId: z.uuid(), ...settings, ...address }),
    out: z.object({ id: z.uuid(), secret: z.string().nullable() }),
    status: 201,
    refusals: [...making, 'engine.team-not-found'],
  }),
  changeNotificationHook: route({
    ...one,
    method: 'PUT',
    path: `${HOOKS}/:id`,
    summary: 'What is sent, and whether; an own address, or as administrator that of a team',
    body: z.strictObject({ ...settings, enabled: z.boolean() }),
    out: noContent,
    status: 204,
    refusals: [NOT_FOUND],
  }),
  removeNotificationHook: route({
    ...one,
    method: 'DELETE',
    path: `${HOOKS}/:id`,
    summary: 'Send nothing there any more; its log goes with it',
    out: noContent,
    status: 204,
    refusals: [NOT_FOUND],
  }),
  testNotificationHook: route({
    ...one,
    method: 'POST',
    path: `${HOOKS}/:id/test`,
    summary: 'Send a test now and answer what came of it',
    out: attempt,
    refusals: [NOT_FOUND],
  }),
  listNotificationHookDeliveries: route({
    ...one,
    method: 'GET',
    path: `${HOOKS}/:id/deliveries`,
    summary: 'What was sent there, newest first',
    query: pageQuery.extend({ state: deliveryState.optional() }),
    out: pageOf(delivery),
    refusals: [NOT_FOUND],
  }),
  readNotificationHookDelivery: route({
    ...one,
    method: 'GET',
    path: '/api/engine/notification-hook-deliveries/:id',
    summary: 'One delivery with its body and every attempt',
    out: deliveryDetails,
    refusals: ['engine.webhook-delivery-not-found'],
  }),
  redeliverNotification: route({
    ...one,
    method: 'POST',
    path: '/api/engine/notification-hook-deliveries/:id/redeliver',
    summary: 'Begin another round of attempts with the same message',
    out: noContent,
    status: 204,
    refusals: ['engine.webhook-delivery-not-found'],
  }),
} as const
