import { defineRefusals, Refusal } from '#engine/kernel'

export const storedCalendarRefusals = defineRefusals('calendar', {
  calendarNotFound: 404,
  nameTaken: 409,
  clockNotFound: 404,
})

export function versionConflict(): Refusal {
  return new Refusal('engine.version-conflict', 412)
}
