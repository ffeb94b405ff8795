import { defineRefusals } from '#engine/kernel'

export const calendarRefusals = defineRefusals('engine', {
  /** The calendar closes for good before enough business time has passed. */
  neverReached: 422,
  negativeTime: 422,
  slaEventOutOfOrder: 409,
})
