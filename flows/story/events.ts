import { z } from 'zod'
import { defineEvent } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import type { StoryFacts } from './run.ts'

/** The story has gone on; the page reads again. */
export const storyMoved = defineEvent('flows.story_moved', z.object({ step: z.int(), state: z.string() }), {
  aggregate: () => 'story',
  topics: () => ['flows.story'],
})

export interface Happening {
  readonly seq: bigint
  readonly at: string
  readonly name: string
  readonly about: string
}

interface Logged {
  readonly seq: bigint
  readonly at: string
  readonly name: string
  readonly data: Readonly<Record<string, unknown>>
}

const SHOWN_MAX = 200

/** What the log tells of the things of this run, in the order of the commits. */
export async function happeningsOf(tx: Tx, facts: StoryFacts, firstSeq: bigint): Promise<Happening[]> {
  const rows = await tx.all(sql<Logged>`
    select seq, occurred_at as at, name, data from engine.event
    where seq > ${firstSeq} and aggregate = any(${aggregatesOf(facts)}) order by seq limit ${SHOWN_MAX}`)
  return rows.map(({ seq, at, name, data }) => ({ seq, at, name, about: aboutOf(data) }))
}

function aggregatesOf(facts: StoryFacts): string[] {
  const { deviceId, incidentId, conversationId, visitId, agreementId, problemId } = facts
  const named = { device: deviceId, incident: incidentId, conversation: conversationId, visit: visitId }
  const all = { ...named, agreement: agreementId, problem: problemId }
  return Object.entries(all).flatMap(([kind, id]) => (id === undefined ? [] : [`${kind}:${id}`]))
}

const TELLING = [
  'number',
  'cause',
  'technicianName',
  'author',
  'type',
  'rating',
  'state',
  'reason',
  'by',
  'what',
] as const
const WORDS_MAX = 2

/** The two most telling words of an event: its number, who, what. */
function aboutOf(data: Readonly<Record<string, unknown>>): string {
  if (typeof data['before'] === 'number') return `${String(data['before'])} → ${String(data['after'])}`
  return TELLING.flatMap((key) => {
    const value = data[key]
    const short = typeof value === 'number' || (typeof value === 'string' && !value.includes(':'))
    return short ? [String(value)] : []
  })
    .slice(0, WORDS_MAX)
    .join(' · ')
}
