/** What a macro can do, one step after the other. Free of server code: the form of the browser reads the same. */
import { z } from 'zod'
import { TEXT_MAX } from '../thread/content.ts'

const tag = z.string().min(1).max(40)

/** How urgent a conversation can be; a step of it is worth some minutes of waiting (routing/rank.ts). */
export const PRIORITY_MAX = 3

export const macroStep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), text: z.string().min(1).max(TEXT_MAX) }),
  z.strictObject({ kind: z.literal('note'), text: z.string().min(1).max(TEXT_MAX) }),
  z.strictObject({ kind: z.literal('tag'), tags: z.array(tag).min(1).max(10) }),
  z.strictObject({ kind: z.literal('priority'), priority: z.int().min(0).max(PRIORITY_MAX) }),
  z.strictObject({ kind: z.literal('hand_over'), queueId: z.uuid() }),
  z.strictObject({
    kind: z.literal('close'),
    reason: z.enum(['resolved', 'abandoned', 'spam']),
    survey: z.boolean(),
  }),
])

export type MacroStep = z.infer<typeof macroStep>
export type StepKind = MacroStep['kind']

export const STEPS_MAX = 10

export const macroSteps = z
  .array(macroStep)
  .min(1)
  .max(STEPS_MAX)
  .refine(
    (steps) => steps.slice(0, -1).every((step) => !endsWork(step)),
    'hand over or close only at the end: afterwards the conversation is out of reach',
  )

/** After this step the agent no longer has the conversation. */
export function endsWork({ kind }: Pick<MacroStep, 'kind'>): boolean {
  return kind === 'hand_over' || kind === 'close'
}
