import { defineRefusals } from '#engine/kernel'

export const wordRefusals = defineRefusals('quality', {
  tooManyWords: 422,
  wordBlocked: 422,
  wordWarned: 409,
})
