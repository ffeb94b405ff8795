/** Puts the modules together. Read it from top to bottom: what a module needs is made above it. */
import type { Contribution } from '#engine/assembly'
import type { Bus } from '#engine/events'
import type { Database } from '#engine/store'
import type { Config } from './config.ts'
import { engineContribution } from './wiring-engine.ts'

export interface WiringParts {
  readonly config: Config
  readonly database: Database
  readonly bus: Bus
  readonly secret: string
}

export interface Wired {
  readonly contributions: readonly Contribution[]
}

export function wire(parts: WiringParts): Wired {
  return { contributions: [engineContribution(parts)] }
}
