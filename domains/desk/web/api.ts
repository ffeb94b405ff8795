import type { z } from 'zod'
import { apiOf } from '#kit/data'
import { partyContract } from '#engine/party/contract'
import { deskContract, type incidentRow, type problem } from '../contract.ts'

export const deskApi = apiOf('desk', deskContract)
/** Customers, people and sites for pickers. */
export const partyApi = apiOf('party', partyContract)

type Answer<K extends keyof typeof deskContract> = z.infer<(typeof deskContract)[K]['out']>

export type IncidentRow = z.infer<typeof incidentRow>
export type ProblemRow = z.infer<typeof problem>
export type IncidentDetail = Answer<'getIncident'>
export type IncidentClock = IncidentDetail['clocks'][number]
export type IncidentTask = IncidentDetail['tasks'][number]
export type TimelineItem = Answer<'readTimeline'>['items'][number]
export type ProblemDetail = Answer<'getProblem'>
export type ProblemAct = Parameters<typeof deskApi.call.actOnProblem>[0]['body']['act']
export type Candidate = Answer<'readCandidates'>['items'][number]
export type AssignmentRules = Answer<'readAssignment'>
type ActBody = Parameters<typeof deskApi.call.actOnIncident>[0]['body']
export type Act = ActBody['act']
export type ActFields = NonNullable<ActBody['fields']>
