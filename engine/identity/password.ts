import { hash, verify } from '@node-rs/argon2'
import { identityRefusals } from './errors.ts'

/** argon2id (the library's default) with the parameters that OWASP recommends for 19 MiB of memory. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Verified when there is no such user, so that the answer takes equally long. */
const NOBODY_HASH = await hash('nobody has this password', COST)

export const PASSWORD_LENGTH_MIN = 10

/** Length is what makes a password hard to guess (NIST SP 800-63B); nothing else is asked of it. */
export function refuseShort(password: string): void {
  if (password.length < PASSWORD_LENGTH_MIN) {
    throw identityRefusals.passwordTooShort({ length: PASSWORD_LENGTH_MIN }, [
      { path: '/password', message: `has fewer than ${PASSWORD_LENGTH_MIN} characters` },
    ])
  }
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

export function checkPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  return verify(stored ?? NOBODY_HASH, password).then((right) => right && stored !== null && stored !== undefined)
}
