import { defineRefusals } from '#engine/kernel'

export const deliveryRefusals = defineRefusals('delivery', {
  assessmentNotFound: 404,
  assessmentFinished: 409,
  questionnaireNotFound: 404,
  milestoneNotFound: 404,
  checklistOpen: 409,
  notReadyForAcceptance: 409,
  acceptanceSigned: 409,
  acceptanceMissing: 409,
  handOverMissing: 409,
  handOverDone: 409,
})
