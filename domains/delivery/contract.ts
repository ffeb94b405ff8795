import { z } from 'zod'
import {
  actBody,
  caseEntry,
  caseLink,
  caseListQuery,
  caseRecord,
  caseTask,
  possibleAct,
} from '#engine/casework/contract'
import { idParams, instant, noContent, pageOf, pageQuery, route } from '#engine/http/contract'
import { answers, inBoth, levelsOf, questionnaire } from './assessment/questionnaire.ts'
import { handOverContent, PROJECT_PRIORITIES, PROJECT_STATES, projectFields } from './project/fields.ts'

export { handOverContent, levelsOf, PROJECT_STATES, questionnaire }

const name = z.string().nullable()
const title = z.string().trim().min(1).max(200)
const date = z.iso.date()

export const project = caseRecord(z.enum(PROJECT_STATES), z.enum(PROJECT_PRIORITIES), projectFields)
  .extend({
    customerName: name,
    customerAlias: name,
    ownerName: name,
    progress: z.object({ reached: z.int(), total: z.int(), nextTitle: name, nextDueOn: name }),
  })
  .meta({ id: 'DeliveryProject' })

const milestone = z
  .object({
    milestoneId: z.uuid(),
    title: z.string(),
    ownerId: z.uuid().nullable(),
    ownerName: name,
    dueOn: date,
    reachedOn: date.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Milestone' })

const newMilestone = z.strictObject({ title, dueOn: date, ownerId: z.uuid().optional() })

const acceptance = z
  .object({
    signedBy: z.string(),
    signerTitle: name,
    signedOn: date,
    remarks: name,
    recordedBy: z.string(),
    recordedAt: instant,
  })
  .meta({ id: 'Acceptance' })

const handOver = z
  .object({ siteId: z.uuid(), content: handOverContent, handedOverAt: instant.nullable(), version: z.int() })
  .meta({ id: 'HandOver' })

const score = z
  .object({
    total: z.int().nullable(),
    dimensions: z.array(
      z.object({ code: z.string(), score: z.int().nullable(), answered: z.int(), questions: z.int() }),
    ),
    answered: z.int(),
    questions: z.int(),
  })
  .meta({ id: 'AssessmentScore', description: '0 to 100; null while nothing is answered' })

export const assessment = z
  .object({
    assessmentId: z.uuid(),
    number: z.string(),
    customerId: z.uuid(),
    customerName: name,
    customerAlias: name,
    questionnaire,
    answers,
    score,
    assessor: z.string(),
    createdAt: instant,
    finishedOn: date.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Assessment' })

const assessmentRow = assessment.omit({ questionnaire: true, answers: true }).extend({ title: inBoth })

const PROJECT_ACTS = ['design', 'deliver', 'present', 'mend', 'close', 'cancel'] as const
const PROJECTS = '/api/delivery/projects'
const ASSESSMENTS = '/api/delivery/assessments'
const readsProject = { may: 'delivery.project.read', refusals: ['engine.case-not-found'] } as const
const editsProject = { may: 'delivery.project.edit', refusals: ['engine.case-not-found'] } as const
const editsAssessment = {
  may: 'delivery.assessment.edit',
  refusals: ['delivery.assessment-not-found', 'delivery.assessment-finished'],
} as const

export const deliveryContract = {
  listProjects: route({
    method: 'GET',
    path: PROJECTS,
    summary: 'Delivery projects with how far they are',
    may: 'delivery.project.read',
    query: caseListQuery,
    out: pageOf(project),
  }),
  openProject: route({
    method: 'POST',
    path: PROJECTS,
    summary: 'Open a project with its plan',
    may: 'delivery.project.edit',
    body: z.strictObject({
      subject: title,
      customerId: z.uuid(),
      ownerId: z.uuid().optional(),
      fields: projectFields,
      milestones: z.array(newMilestone).max(50).optional(),
    }),
    out: project,
    status: 201,
  }),
  getProject: route({
    method: 'GET',
    path: `${PROJECTS}/:id`,
    summary: 'One project: plan, checklist, acceptance, hand-over, and what may be done now',
    ...readsProject,
    params: idParams,
    out: z.object({
      project,
      milestones: z.array(milestone),
      checks: z.array(caseTask),
      acceptance: acceptance.nullable(),
      handOver: handOver.nullable(),
      links: z.array(caseLink),
      acts: z.array(possibleAct),
      version: z.int(),
    }),
  }),
  readProjectTimeline: route({
    method: 'GET',
    path: `${PROJECTS}/:id/timeline`,
    summary: 'What happened, newest first',
    ...readsProject,
    params: idParams,
    query: pageQuery,
    out: pageOf(caseEntry),
  }),
  actOnProject: route({
    method: 'POST',
    path: `${PROJECTS}/:id/acts`,
    summary: 'Move a project on: design, deliver, present for acceptance …',
    may: 'delivery.project.edit',
    params: idParams,
    body: actBody(z.enum(PROJECT_ACTS), projectFields),
    out: noContent,
    status: 204,
    refusals: [
      'engine.case-not-found',
      'engine.act-not-possible',
      'delivery.checklist-open',
      'delivery.acceptance-signed',
    ],
  }),
  addMilestone: route({
    method: 'POST',
    path: `${PROJECTS}/:id/milestones`,
    summary: 'Add a milestone at the end of the plan',
    ...editsProject,
    params: idParams,
    body: newMilestone,
    out: noContent,
    status: 204,
  }),
  changeMilestone: route({
    method: 'PATCH',
    path: `${PROJECTS}/:id/milestones/:milestoneId`,
    summary: 'Change a milestone, or say that it is reached',
    may: 'delivery.project.edit',
    params: z.object({ id: z.uuid(), milestoneId: z.uuid() }),
    body: z.strictObject({
      title: title.optional(),
      dueOn: date.optional(),
      ownerId: z.uuid().nullable().optional(),
      reachedOn: date.nullable().optional(),
    }),
    out: noContent,
    status: 204,
    refusals: ['engine.case-not-found', 'delivery.milestone-not-found'],
  }),
  addCheck: route({
    method: 'POST',
    path: `${PROJECTS}/:id/checks`,
    summary: 'Add a point to the delivery checklist',
    ...editsProject,
    params: idParams,
    body: z.strictObject({ title }),
    out: caseTask,
    status: 201,
  }),
  setCheckDone: route({
    method: 'PUT',
    path: `${PROJECTS}/:id/checks/:checkId`,
    summary: 'Tick a point of the checklist, or take the tick back',
    may: 'delivery.project.edit',
    params: z.object({ id: z.uuid(), checkId: z.uuid() }),
    body: z.strictObject({ done: z.boolean() }),
    out: caseTask,
    refusals: ['engine.case-not-found', 'engine.task-not-found'],
  }),
  signAcceptance: route({
    method: 'POST',
    path: `${PROJECTS}/:id/acceptance`,
    summary: 'The customer signs, by name and date; once',
    may: 'delivery.project.edit',
    params: idParams,
    body: z.strictObject({
      signedBy: z.string().trim().min(1).max(120),
      signerTitle: z.string().trim().max(120).optional(),
      signedOn: date,
      remarks: z.string().max(2000).optional(),
    }),
    out: noContent,
    status: 204,
    refusals: ['engine.case-not-found', 'delivery.not-ready-for-acceptance', 'delivery.acceptance-signed'],
  }),
  saveHandOver: route({
    method: 'PUT',
    path: `${PROJECTS}/:id/hand-over`,
    summary: 'Prepare what operation gets: site, devices, promise, agreement',
    may: 'delivery.project.edit',
    params: idParams,
    body: handOverContent,
    out: noContent,
    status: 204,
    refusals: ['engine.case-not-found', 'delivery.hand-over-done'],
  }),
  handOver: route({
    method: 'POST',
    path: `${PROJECTS}/:id/hand-over`,
    summary: 'Hand an accepted project over to operation',
    may: 'delivery.project.edit',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['engine.case-not-found', 'delivery.acceptance-missing', 'delivery.hand-over-missing'],
  }),
  listOwners: route({
    method: 'GET',
    path: '/api/delivery/owners',
    summary: 'Who may own a project or a milestone',
    may: 'delivery.project.edit',
    out: z.object({ items: z.array(z.object({ userId: z.uuid(), name: z.string() })) }),
  }),

  listQuestionnaires: route({
    method: 'GET',
    path: '/api/delivery/questionnaires',
    summary: 'Questionnaires: those of the company and the standard ones',
    may: 'delivery.assessment.read',
    out: z.object({ items: z.array(questionnaire) }),
  }),
  saveQuestionnaire: route({
    method: 'POST',
    path: '/api/delivery/questionnaires',
    summary: 'Save a questionnaire of the company; one with the same code is replaced for new assessments',
    may: 'delivery.assessment.edit',
    body: questionnaire,
    out: questionnaire,
    status: 201,
  }),
  listAssessments: route({
    method: 'GET',
    path: ASSESSMENTS,
    summary: 'Assessments with their scores, newest number first',
    may: 'delivery.assessment.read',
    query: pageQuery.extend({ customerId: z.uuid().optional() }),
    out: pageOf(assessmentRow),
  }),
  startAssessment: route({
    method: 'POST',
    path: ASSESSMENTS,
    summary: 'Begin an assessment of a customer',
    may: 'delivery.assessment.edit',
    body: z.strictObject({ customerId: z.uuid(), questionnaire: z.string().max(40) }),
    out: assessment,
    status: 201,
    refusals: ['delivery.questionnaire-not-found'],
  }),
  getAssessment: route({
    method: 'GET',
    path: `${ASSESSMENTS}/:id`,
    summary: 'One assessment: questions, answers, score',
    may: 'delivery.assessment.read',
    params: idParams,
    out: assessment,
    refusals: ['delivery.assessment-not-found'],
  }),
  answerAssessment: route({
    method: 'PATCH',
    path: `${ASSESSMENTS}/:id/answers`,
    summary: 'Answer questions; the others stay as they are',
    ...editsAssessment,
    params: idParams,
    body: z.strictObject({ answers }),
    out: assessment,
  }),
  finishAssessment: route({
    method: 'POST',
    path: `${ASSESSMENTS}/:id/finish`,
    summary: 'Fix the score; every question must be answered',
    ...editsAssessment,
    params: idParams,
    out: assessment,
  }),
} as const
