import { createHash, randomBytes } from 'node:crypto'

/** What a device shows as MQTT user name or in its HTTP path. Shown once, stored as a hash. */
export function newDeviceToken(): string {
  return randomBytes(24).toString('base64url')
}

export function deviceTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
