import { defineRefusals } from '#engine/kernel'

export const identityRefusals = defineRefusals('engine', {
  wrongLogin: 401,
  lockedOut: 429,
  codeNeeded: 401,
  wrongCode: 401,
  wrongPassword: 422,
  noPassword: 409,
  unknownRole: 422,
  customerNeeded: 422,
  userNotFound: 404,
  loginTaken: 409,
  passwordTooShort: 422,
  sessionNotFound: 404,
  keyNotFound: 404,
})
