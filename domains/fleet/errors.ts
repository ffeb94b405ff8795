import { defineRefusals } from '#engine/kernel'

export const fleetRefusals = defineRefusals('fleet', {
  deviceNotFound: 404,
  serialTaken: 409,
  unknownToken: 401,
  stageNotPossible: 409,
  unreadableNotFound: 404,
})
