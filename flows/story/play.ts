/** Plays the story: one step after the other, each over the doors that the outside uses. */
import { Refusal, type Context } from '#engine/kernel'
import { RefusedByServer } from '#engine/http/contract'
import { storyRefusals } from './errors.ts'
import { assertDemo } from './demo-only.ts'
import { readNumbers } from './numbers.ts'
import type { StoryParts } from './parts.ts'
import {
  beginRun,
  beginStep,
  currentRun,
  endStep,
  rememberFacts,
  stepsOf,
  type StoryFacts,
  type StoryRun,
} from './run.ts'
import { resetStory } from './reset.ts'
import { openPeople, type People, type Sessions } from './stage/people.ts'
import type { Stage } from './step.ts'
import { STEPS } from './steps/all.ts'

export interface Player {
  /** Plays step 1 to 7; the one before must be done. While it is being played, a second call waits for the same end. */
  play(context: Context, step: number): Promise<void>
  /** Ends what the last playing left open and begins anew. */
  reset(context: Context): Promise<void>
}

export function openPlayer(parts: StoryParts): Player {
  const playing = new Map<string, Promise<void>>()
  const sessions: Sessions = new Map()
  return {
    play: (context, step) => {
      const key = `${context.tenantId}:${step}`
      const going = playing.get(key) ?? playStep(parts, sessions, context, step).finally(() => playing.delete(key))
      playing.set(key, going)
      return going
    },
    reset: (context) => resetStory(parts, openPeople(parts, context, sessions), context),
  }
}

async function playStep(parts: StoryParts, sessions: Sessions, context: Context, step: number): Promise<void> {
  await assertDemo(parts, context)
  const { database } = parts
  const run = await database.withTenant(context, async (tx) => (await currentRun(tx)) ?? beginRun(tx, context))
  const rows = await database.withTenant(context, (tx) => stepsOf(tx, run.runId))
  const isDone = (n: number): boolean => rows.some((row) => row.step === n && row.state === 'done')
  if (isDone(step)) return
  if (step > 1 && !isDone(step - 1)) throw storyRefusals.stepNotYet({ step })
  const before = rows.find((row) => row.step === step)?.before ?? (await readNumbers(parts, context, run.facts))
  await database.withTenant(context, (tx) => beginStep(tx, context, run.runId, step, before))
  const { stage, facts } = openStage(parts, openPeople(parts, context, sessions), context, run, before)
  try {
    await STEPS[step - 1]!.play(stage)
    const after = await readNumbers(parts, context, facts())
    await database.withTenant(context, (tx) => endStep(tx, context, { runId: run.runId, step }, { after }))
  } catch (error) {
    const problem = problemOf(error)
    await database.withTenant(context, (tx) => endStep(tx, context, { runId: run.runId, step }, { problem }))
    throw error instanceof RefusedByServer ? storyRefusals.stepRefused({ reason: error.problem.title }) : error
  }
}

function openStage(parts: StoryParts, people: People, context: Context, run: StoryRun, before: Stage['before']) {
  let met: StoryFacts = run.facts
  const facts = (): StoryFacts => met
  const remember = async (more: StoryFacts): Promise<void> => {
    met = { ...met, ...more }
    await rememberFacts(parts.database, context, run.runId, more)
  }
  const stage: Stage = { parts, context, people, run, before, facts, remember }
  return { stage, facts }
}

function problemOf(error: unknown): string {
  if (error instanceof RefusedByServer) return `${error.problem.code} ${error.problem.title}`
  if (error instanceof Refusal) return [error.code, ...Object.values(error.params)].join(' ')
  return error instanceof Error ? error.message : String(error)
}
