import type { Context } from '#engine/kernel'
import type { Numbers } from './numbers.ts'
import type { StoryParts } from './parts.ts'
import type { StoryFacts, StoryRun } from './run.ts'
import type { People } from './stage/people.ts'

/** One of the seven. Played again after it was cut off, it goes on: every act in it may be repeated. */
export interface StoryStep {
  readonly name: string
  /** The file to read: what reacts by itself while the step is played. */
  readonly file: string
  play(stage: Stage): Promise<void>
}

/** What a step is played on. */
export interface Stage {
  readonly parts: StoryParts
  readonly context: Context
  readonly people: People
  readonly run: StoryRun
  /** The figures before the step. */
  readonly before: Numbers
  /** What the steps have met so far. */
  facts(): StoryFacts
  remember(facts: StoryFacts): Promise<void>
}

/** A fact that an earlier step has left; its absence is a mistake of ours. */
export function met<K extends keyof StoryFacts>(facts: StoryFacts, name: K): NonNullable<StoryFacts[K]> {
  const fact = facts[name]
  if (fact === undefined) throw new Error(`The story has not met ${name} yet`)
  return fact
}
