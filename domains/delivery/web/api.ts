import type { z } from 'zod'
import { apiOf } from '#kit/data'
import { partyContract } from '#engine/party/contract'
import { deliveryContract } from '../contract.ts'

export const deliveryApi = apiOf('delivery', deliveryContract)
/** Customers for pickers and filters. */
export const partyApi = apiOf('party', partyContract)

type Answer<K extends keyof typeof deliveryContract> = z.infer<(typeof deliveryContract)[K]['out']>

export type ProjectRow = Answer<'listProjects'>['items'][number]
export type ProjectDetail = Answer<'getProject'>
export type ProjectState = ProjectRow['state']
export type Milestone = ProjectDetail['milestones'][number]
export type HandOverContent = NonNullable<ProjectDetail['handOver']>['content']
export type AssessmentRow = Answer<'listAssessments'>['items'][number]
export type Assessment = Answer<'getAssessment'>
export type Question = Assessment['questionnaire']['dimensions'][number]['questions'][number]
export type ProjectAct = Parameters<typeof deliveryApi.call.actOnProject>[0]['body']['act']
