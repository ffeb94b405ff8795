import { createHmac, randomBytes } from 'node:crypto'

/** Signatures by the Standard Webhooks specification 1.0, as its libraries verify them. */

const SECRET_PREFIX = 'whsec_'

/** A secret as receivers type it into their library: `whsec_` and base64 of 32 bytes. */
export function newWebhookSecret(): string {
  return SECRET_PREFIX + randomBytes(32).toString('base64')
}

export interface SignedMessage {
  readonly id: string
  readonly timestampSeconds: number
  readonly body: string
}

/** The three headers; while a secret is being replaced the message carries a signature of each. */
export function signatureHeaders(
  secrets: readonly string[],
  { id, timestampSeconds, body }: SignedMessage,
): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestampSeconds}.${body}`).digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signatures.join(' '),
  }
}
