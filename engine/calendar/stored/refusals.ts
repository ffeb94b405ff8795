import { defineRefusals, Refusal } from '#engine/kernel'

export const storedCalendarRefusals = defineRefusals('engine', {
  calendarNotFound: 404,
  calendarNameTaken: 409,
  clockNotFound: 404,
})

export function versionConflict(): Refusal {
  return new Refusal('engine.version-conflict', 412)
}
