import { defineRefusals } from '#engine/kernel'

export const webhookRefusals = defineRefusals('engine', {
  webhookNotFound: 404,
  webhookDeliveryNotFound: 404,
  tooManyWebhooks: 409,
})
