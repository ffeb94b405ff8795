import { defineRefusals } from '#engine/kernel'

export const fieldRefusals = defineRefusals('field', {
  visitNotFound: 404,
  workOrderNotFound: 404,
  technicianNotFound: 404,
  draftNotFound: 404,
  partNotFound: 404,
  draftStale: 409,
  partsGone: 409,
  siteWithoutPlace: 422,
  noTechnicianOnDuty: 409,
  stepNotPossible: 409,
  notYourVisit: 403,
  trackingUnknown: 404,
})
