import { defineRefusals } from '#engine/kernel'

export const subscriptionRefusals = defineRefusals('subscription', {
  agreementNotFound: 404,
  invoiceNotFound: 404,
  invoiceNotOpen: 409,
  unknownMeter: 422,
  unknownSubject: 422,
})
