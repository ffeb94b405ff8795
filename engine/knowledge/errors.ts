import { defineRefusals } from '#engine/kernel'

export const knowledgeRefusals = defineRefusals('engine', {
  articleNotFound: 404,
  articleStepImpossible: 409,
  articleIncomplete: 422,
})
