import { verify } from 'otplib'
import type { CheckCode } from '#engine/identity'

/** RFC 6238 with the usual parameters; one step of 30 s before and after is accepted for clocks that differ. */
export const checkTotp: CheckCode = async (secret, code) => {
  const { valid } = await verify({ secret, token: code, epochTolerance: 30 })
  return valid
}
