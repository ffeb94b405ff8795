import { defineRefusals } from '#engine/kernel'

export const storyRefusals = defineRefusals('story', {
  onlyInDemo: 409,
  stepNotYet: 409,
  castMissing: 409,
  stepRefused: 409,
  nothingHappened: 504,
  nobodyOnDuty: 409,
})
