import { createHash, randomBytes } from 'node:crypto'

/**
 * Secrets that a browser or a program carries: `<tenant>.<256 random bits>`. The tenant in it tells which wall to look
 * behind; the random part is the secret, and only its hash is stored.
 */
export function newToken(tenantId: string): string {
  return `${packTenant(tenantId)}.${randomBytes(32).toString('base64url')}`
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** The tenant that a token claims to be of; undefined when it is no token of ours. */
export function tenantOf(token: string): string | undefined {
  const bytes = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url')
  if (bytes.length !== 16) return undefined
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function packTenant(tenantId: string): string {
  return Buffer.from(tenantId.replaceAll('-', ''), 'hex').toString('base64url')
}
