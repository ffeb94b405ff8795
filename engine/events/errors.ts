import { defineRefusals } from '#engine/kernel'

export const eventRefusals = defineRefusals('engine', { deliveryNotFound: 404, deliveryNotDead: 409 })
