import { z } from 'zod'
import { instant, noContent, route } from '#engine/http/contract'

/** "Play the story": seven steps that a demo company performs against the running system, and what came of them. */

const figure = z.union([z.number(), z.string()]).nullable()

const step = z.object({
  step: z.int(),
  name: z.string(),
  file: z.string().meta({ description: 'The source file in which the step reacts by itself' }),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  seconds: z.number().nullable(),
  happenings: z
    .array(z.object({ seq: z.string(), at: instant, name: z.string(), about: z.string() }))
    .meta({ description: 'Events of the things of this run, in the order of their commits' }),
  moved: z
    .array(z.object({ name: z.string(), before: figure, after: figure }))
    .meta({ description: 'Figures of the company that differ from before the step' }),
  problem: z.string().nullable(),
})

const wear = z.object({ at: instant, value: z.number() })

const phoneMessage = z.object({
  mine: z.boolean().meta({ description: 'Written on her phone' }),
  at: instant,
  kind: z.enum(['text', 'picture', 'menu', 'link']),
  text: z.string(),
  choices: z.array(z.string()),
  url: z.string().nullable(),
})

const laneVisit = z.object({
  visitId: z.uuid(),
  subject: z.string(),
  startsAt: instant,
  endsAt: instant,
  state: z.string(),
  own: z.boolean(),
})

const line = z.object({
  line: z.int(),
  kind: z.string(),
  name: z.string(),
  quantity: z.string().nullable(),
  days: z.int(),
  ofDays: z.int(),
  netMinor: z.string(),
  taxMinor: z.string(),
  totalMinor: z.string(),
  events: z.int(),
  firstEvents: z.array(z.object({ id: z.string(), at: instant, value: z.string().nullable() })),
})

const panels = z.object({
  device: z
    .object({ serial: z.string(), name: z.string(), health: z.int(), healthState: z.string(), wear: z.array(wear) })
    .nullable(),
  phone: z.array(phoneMessage),
  handOver: z
    .object({
      citation: z.string().nullable(),
      wants: z.string(),
      doesNotKnow: z.string(),
      confirmed: z.array(z.string()),
    })
    .nullable(),
  lane: z
    .object({
      day: z.iso.date(),
      startsAt: instant,
      endsAt: instant,
      visits: z.array(laneVisit),
      held: z.string().nullable(),
    })
    .nullable(),
  report: z
    .object({
      note: z.string(),
      life: z.array(z.object({ kind: z.string(), at: instant, actor: z.string() })),
    })
    .nullable(),
  invoice: z
    .object({
      number: z.string(),
      periodStart: z.iso.date(),
      periodEnd: z.iso.date(),
      netMinor: z.string(),
      taxMinor: z.string(),
      totalMinor: z.string(),
      currency: z.string(),
      lines: z.array(line),
    })
    .nullable(),
  review: z
    .object({
      weeks: z.array(z.object({ from: z.iso.date(), incidents: z.int() })),
      satisfaction: z.number().nullable(),
      responseRate: z.number().nullable(),
    })
    .nullable(),
})

const facts = z.record(z.string(), z.union([z.string(), z.number()]))

export const storyState = z
  .object({ run: z.int().nullable(), facts, steps: z.array(step), panels })
  .meta({ id: 'StoryState' })

export const storyContract = {
  readStory: route({
    method: 'GET',
    path: '/api/flows/story',
    summary: 'The seven steps of the story: what has been played, what happened, which numbers moved',
    may: 'flows.story.play',
    out: storyState,
    refusals: ['story.only-in-demo'],
  }),
  playStep: route({
    method: 'POST',
    path: '/api/flows/story/steps/:step',
    summary: 'Play a step; the one before must be done. A step that is done stays as it is',
    may: 'flows.story.play',
    params: z.object({ step: z.coerce.number().int().min(1).max(7) }),
    out: storyState,
    refusals: ['story.only-in-demo', 'story.step-not-yet', 'story.nothing-happened', 'story.step-refused'],
  }),
  resetStory: route({
    method: 'POST',
    path: '/api/flows/story/reset',
    summary: 'End what the last playing left open, let the device report that it is well, and begin anew',
    may: 'flows.story.play',
    out: noContent,
    status: 204,
    refusals: ['story.only-in-demo'],
  }),
} as const
