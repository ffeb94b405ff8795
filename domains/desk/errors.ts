import { defineRefusals } from '#engine/kernel'

export const deskRefusals = defineRefusals('desk', {
  incidentNotFound: 404,
  problemNotFound: 404,
})
