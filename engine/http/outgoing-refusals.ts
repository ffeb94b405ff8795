import { defineRefusals } from '#engine/kernel'

/** Why a request to somebody else's server was not made or not finished. */
export const outgoingRefusals = defineRefusals('engine', {
  outsideUrlRefused: 422,
  outsideAddressRefused: 422,
  outsideRedirectRefused: 502,
  outsideUnreachable: 502,
  outsideTooLarge: 502,
  outsideTooSlow: 504,
})
