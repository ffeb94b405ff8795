import type { Contribution } from '#engine/assembly'
import { allow, policy } from '#engine/identity'
import { ownUserTopic } from '#engine/live'
import type { WiringParts } from './wiring.ts'

/** What the engine itself adds to the program. */
export function engineContribution(_parts: WiringParts): Contribution {
  return {
    name: 'engine',
    policy: policy('engine', [
      allow('administrator', 'user.read', 'user.edit', 'api-key.edit', 'event.read', 'event.replay'),
      allow('supervisor', 'user.read'),
      allow('service_manager', 'user.read'),
    ]),
    topics: [ownUserTopic],
    locales: ['http', 'identity'].map((part) => ({
      name: 'engine',
      folder: new URL(`../engine/${part}/locale/`, import.meta.url),
    })),
  }
}
