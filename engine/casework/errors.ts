import { defineRefusals, Refusal } from '#engine/kernel'

export const caseworkRefusals = defineRefusals('engine', {
  caseNotFound: 404,
  taskNotFound: 404,
  attachmentNotFound: 404,
  /** Whoever does not work the case removes only what he brought. */
  attachmentNotYours: 403,
  attachmentsFull: 409,
  actNotPossible: 409,
  /** Lists every field that is missing or wrong. */
  fieldsMissing: 422,
  unknownParty: 422,
  unknownPriority: 422,
})

export function versionConflict(): Refusal {
  return new Refusal('engine.version-conflict', 412)
}
