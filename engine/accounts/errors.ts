import { defineRefusals } from '#engine/kernel'

export const accountRefusals = defineRefusals('engine', {
  lastAdministrator: 409,
  ownAccount: 409,
  userDisabled: 409,
  accessLinkOver: 410,
  secondFactorThere: 409,
  secondFactorAbsent: 404,
  teamNotFound: 404,
  teamNameTaken: 409,
  unknownUsers: 422,
  oidcProviderNotFound: 404,
  oidcUnusable: 422,
  oidcOver: 400,
  oidcRefused: 403,
  oidcUnknownPerson: 403,
})
