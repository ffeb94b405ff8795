import { defineRefusals, Refusal } from '#engine/kernel'

export const partyRefusals = defineRefusals('engine', {
  organisationNotFound: 404,
  personNotFound: 404,
  siteNotFound: 404,
  /** Names the field that points to nothing. */
  partyReferenceUnknown: 422,
  partyCodeTaken: 409,
  identityTaken: 409,
  organisationWithinItself: 409,
})

export function versionConflict(): Refusal {
  return new Refusal('engine.version-conflict', 412)
}
