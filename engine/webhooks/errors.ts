import { defineRefusals } from '#engine/kernel'

export const webhookRefusals = defineRefusals('engine', {
  webhookNotFound: 404,
  webhookDeliveryNotFound: 404,
  tooManyWebhooks: 409,
  notificationHookNotFound: 404,
  notificationHookForPeople: 403,
  tooManyNotificationHooks: 409,
  robotSecretMissing: 422,
})
