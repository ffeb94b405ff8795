import { systemContext, type Context } from '#engine/kernel'
import { assignCase, chooseAssignee, rankCandidates, type Ranked } from '#engine/casework'
import type { Tx } from '#engine/store'
import { incidentCase } from '../incident/incident-type.ts'
import type { Incident } from '../incident/incidents.ts'
import { noteAssigned, respondersOf, type Responder } from './responders.ts'
import { readSetting, ruleFor } from './setting.ts'

/** Who could take an incident, best first, and what it asks for. */
export interface Choice {
  readonly teamId: string | null
  readonly skills: Readonly<Record<string, number>>
  readonly ranked: readonly Ranked<Responder>[]
}

/** Of a given team, else the incident's, else its category's; without a team of everybody. */
export async function choiceFor(
  tx: Tx,
  context: Context,
  { teamId: own, fields }: Pick<Incident, 'teamId' | 'fields'>,
  asked: string | null = own,
): Promise<Choice> {
  const rule = ruleFor(await readSetting(tx, context), fields.category)
  const teamId = asked ?? rule.teamId
  const ranked = rankCandidates(await respondersOf(tx, context, teamId), { skills: rule.skills })
  return { teamId, skills: rule.skills, ranked }
}

/**
 * A new incident finds its team and, where the company wants it, a person: skill first, then room. The entry says why.
 * An incident that has somebody, or for which nobody is free, stays as it is.
 */
export async function assignAutomatically(tx: Tx, context: Context, incident: Incident): Promise<Incident> {
  const { automatic } = await readSetting(tx, context)
  if (!automatic || incident.assigneeId !== null) return incident
  const { teamId, skills, ranked } = await choiceFor(tx, context, incident)
  if (teamId === null) return incident
  const people = ranked.map(({ candidate }) => candidate)
  const answer = chooseAssignee(people, { skills })
  const chosen = answer.kind === 'assigned' ? people.find(({ id }) => id === answer.assigneeId) : undefined
  const because =
    answer.kind === 'nobody' ? { by: 'team', nobody: answer.because } : becauseOf(chosen!, skills, people.length)
  const facet = systemContext(context.tenantId, 'desk.assignment', context.traceId)
  const assigned = await assignCase(tx, facet, incidentCase, incident.id, {
    teamId,
    ...(chosen && { assigneeId: chosen.id }),
    because,
  })
  if (chosen) await noteAssigned(tx, context, chosen.id)
  return assigned
}

function becauseOf({ openCases, capacity }: Responder, skills: Choice['skills'], among: number) {
  return { by: 'room', openCases, capacity, skills: Object.keys(skills), among }
}
