import { defineRefusals } from '#engine/kernel'

export const identityRefusals = defineRefusals('engine', {
  wrongLogin: 401,
  lockedOut: 429,
  codeNeeded: 401,
  wrongCode: 401,
  userNotFound: 404,
  loginTaken: 409,
  passwordTooShort: 422,
  sessionNotFound: 404,
  keyNotFound: 404,
})
