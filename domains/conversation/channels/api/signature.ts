import { createHmac } from 'node:crypto'
import { clock } from '#engine/kernel'
import { equal } from '../address.ts'

/** Older or newer requests are refused: they may have been recorded and sent again. */
const TOLERANCE_SECONDS = 300

/** Headers of a request by the Standard Webhooks specification. */
export function sign(secret: string, id: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(clock.ms() / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${macOf(secret, id, timestamp, body)}`,
  }
}

export function isSigned(headers: Readonly<Record<string, string>>, body: string, secret: string): boolean {
  const id = headers['webhook-id'] ?? ''
  const timestamp = headers['webhook-timestamp'] ?? ''
  if (!(Math.abs(clock.ms() / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS)) return false
  const expected = `v1,${macOf(secret, id, timestamp, body)}`
  return (headers['webhook-signature'] ?? '').split(' ').some((given) => equal(given, expected))
}

function macOf(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
}
