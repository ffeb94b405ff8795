import { defineRefusals } from '#engine/kernel'

export const reviewRefusals = defineRefusals('quality', {
  notJudged: 409,
  reviewNotFound: 404,
  notYourConversation: 403,
  reviewIsSettled: 409,
  notDisputed: 409,
})
