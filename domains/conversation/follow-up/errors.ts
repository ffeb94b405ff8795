import { defineRefusals } from '#engine/kernel'

export const followUpRefusals = defineRefusals('quality', { followUpNotFound: 404, followUpIsDone: 409 })
