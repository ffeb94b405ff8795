import { defineRefusals } from '#engine/kernel'

export const httpRefusals = defineRefusals('engine', {
  notSignedIn: 401,
  notAllowed: 403,
  crossSiteRequest: 403,
  notFound: 404,
  versionConflict: 412,
  idempotencyMismatch: 422,
  requestInDoubt: 409,
})
