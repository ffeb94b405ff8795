import type { z } from 'zod'
import type { Context } from '#engine/kernel'
import type { storyState } from './contract.ts'
import { happeningsOf } from './events.ts'
import type { Numbers } from './numbers.ts'
import { readPanels } from './panels/panels.ts'
import type { StoryParts } from './parts.ts'
import { assertDemo } from './demo-only.ts'
import { currentRun, stepsOf, type StepRow, type StoryRun } from './run.ts'
import { STEPS } from './steps/all.ts'

export type StoryState = z.input<typeof storyState>
type StepState = StoryState['steps'][number]

export async function readStory(parts: StoryParts, context: Context): Promise<StoryState> {
  await assertDemo(parts, context)
  const run = await parts.database.withTenant(context, currentRun)
  const rows = run ? await parts.database.withTenant(context, (tx) => stepsOf(tx, run.runId)) : []
  const [steps, panels] = await Promise.all([readSteps(parts, context, run, rows), readPanels(parts, context, run)])
  return { run: run?.number ?? null, facts: { ...run?.facts }, steps, panels }
}

/** What happened after a step and before the next one began belongs to it: flows react at their own pace. */
async function readSteps(
  { database }: StoryParts,
  context: Context,
  run: StoryRun | undefined,
  rows: readonly StepRow[],
): Promise<StepState[]> {
  const first = rows[0]?.firstSeq
  const all =
    run && first !== undefined ? await database.withTenant(context, (tx) => happeningsOf(tx, run.facts, first)) : []
  return STEPS.map(({ name, file }, index) => {
    const step = index + 1
    const row = rows.find((each) => each.step === step)
    const until = rows.find((each) => each.step === step + 1)?.firstSeq
    const own = row ? all.filter(({ seq }) => seq > row.firstSeq && (until === undefined || seq <= until)) : []
    return {
      step,
      name,
      file,
      state: row?.state ?? 'waiting',
      seconds: row ? secondsOf(row) : null,
      happenings: own.map(({ seq, ...rest }) => ({ seq: seq.toString(), ...rest })),
      moved: row?.after ? movedBetween(row.before, row.after) : [],
      problem: row?.problem ?? null,
    }
  })
}

function secondsOf({ startedAt, finishedAt }: StepRow): number | null {
  return finishedAt === null ? null : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000
}

/** In the order in which a reader looks for them. */
const FIGURES =
  'health devicesToActOn incidentState openIncidents expectedRestore conversations waiting visitsToday visitsDone freeParts partsOnHand rated satisfaction invoices billed problems'.split(
    ' ',
  )

export function movedBetween(before: Numbers, after: Numbers): StepState['moved'] {
  return FIGURES.filter((name) => name in after)
    .map((name) => ({ name, before: before[name] ?? null, after: after[name] ?? null }))
    .filter((figure) => figure.before !== figure.after)
}
