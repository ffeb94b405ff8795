import { z } from 'zod'
import { clock } from '#engine/kernel'
import type { SecretBox } from '#engine/store'

/**
 * What a browser takes along to its provider and must bring back: sealed in a cookie of ten minutes, so that only the
 * browser that has begun a sign-in can finish it, and only with the answer to its own question.
 */
const journey = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  endsAt: z.number(),
})

export type Journey = Omit<z.infer<typeof journey>, 'endsAt'>

export const JOURNEY_COOKIE = 'facet_oidc'
export const JOURNEY_SECONDS = 600

export function sealJourney(box: SecretBox, providerId: string, journey: Journey): string {
  const endsAt = clock.ms() + JOURNEY_SECONDS * 1000
  return box.seal(JSON.stringify({ ...journey, endsAt }), placeOf(providerId))
}

/** Undefined when the cookie is absent, too old, altered, or of another provider. */
export function readJourney(box: SecretBox, providerId: string, cookie: string | undefined): Journey | undefined {
  const text = cookie && openSealed(box, cookie, placeOf(providerId))
  const read = text ? journey.parse(JSON.parse(text)) : undefined
  return read && read.endsAt > clock.ms() ? read : undefined
}

function openSealed(box: SecretBox, sealed: string, place: string): string | undefined {
  try {
    return box.open(sealed, place)
  } catch {
    // Somebody else's cookie, or one from before the master secret changed: the same as none.
    return undefined
  }
}

function placeOf(providerId: string): string {
  return `oidc_journey:${providerId}`
}

/** Only a path of this console; everything else, also `//elsewhere.example`, leads to the first page. */
export function safeReturn(asked: unknown): string {
  return typeof asked === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(asked) ? asked : '/'
}
