import { defineRefusals } from '#engine/kernel'

export const notifyRefusals = defineRefusals('engine', {
  notificationNotFound: 404,
  mailNotFound: 404,
  mailAlreadySent: 409,
})
