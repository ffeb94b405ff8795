import { z } from 'zod'
import {
  actBody,
  caseEntry,
  caseLink,
  caseListQuery,
  caseRecord,
  caseTask,
  possibleAct,
  slaClock,
} from '#engine/casework/contract'
import { idParams, pageOf, pageQuery, route } from '#engine/http/contract'
import { assignmentContract } from './contract/assignment.ts'
import { attachmentsContract } from './contract/attachments.ts'
import { watchersContract } from './contract/watchers.ts'
import { entitlement, INCIDENT_STATES, incidentFields, PRIORITIES } from './incident/fields.ts'
import { PROBLEM_STATES, problemFields } from './problem/fields.ts'

export { entitlement, INCIDENT_STATES, PRIORITIES, PROBLEM_STATES }

const priority = z.enum(PRIORITIES)
export const incident = caseRecord(z.enum(INCIDENT_STATES), priority, incidentFields).meta({ id: 'Incident' })
const name = z.string().nullable()
const alias = name.meta({ description: 'The name in the other language' })
export const incidentRow = incident
  .extend({
    customerName: name,
    customerAlias: alias,
    siteName: name,
    siteAlias: alias,
    personName: name,
    personAlias: alias,
    assigneeName: name,
  })
  .meta({ id: 'IncidentRow' })
export const problem = caseRecord(z.enum(PROBLEM_STATES), priority, problemFields).meta({ id: 'ProblemRecord' })

const INCIDENT_ACTS = [
  'start',
  'ask',
  'answer',
  'diagnose_remote',
  'diagnose_onsite',
  'return',
  'resolve',
  'reopen',
  'close',
  'cancel',
] as const

const PROBLEM_ACTS = ['investigate', 'know', 'solve', 'reopen', 'close'] as const

const newIncident = z.strictObject({
  subject: z.string().trim().min(1).max(200),
  description: z.string().max(20_000).optional(),
  priority: priority.default('p3'),
  customerId: z.uuid().optional(),
  siteId: z.uuid().optional(),
  personId: z.uuid().optional(),
  deviceId: z.uuid().optional(),
  serial: z.string().max(64).optional(),
  conversationId: z.uuid().optional(),
  teamId: z.uuid().optional(),
  category: z.string().trim().min(1).max(60).optional(),
})

/** Incidents and problems themselves. */
export const casesContract = {
  openIncident: route({
    method: 'POST',
    path: '/api/desk/incidents',
    summary: 'Open an incident',
    may: 'desk.incident.open',
    body: newIncident,
    out: incident,
    status: 201,
  }),
  listIncidents: route({
    method: 'GET',
    path: '/api/desk/incidents',
    summary: 'Incidents; sort=due puts the nearest promise first',
    may: 'desk.incident.read',
    query: caseListQuery,
    out: pageOf(incidentRow),
  }),
  getIncident: route({
    method: 'GET',
    path: '/api/desk/incidents/:id',
    summary: 'One incident with its clocks, links and what may be done now',
    may: 'desk.incident.read',
    params: idParams,
    out: z.object({
      incident: incidentRow,
      clocks: z.array(slaClock),
      links: z.array(caseLink),
      tasks: z.array(caseTask),
      acts: z.array(possibleAct),
      version: z.int(),
    }),
    refusals: ['desk.incident-not-found'],
  }),
  readTimeline: route({
    method: 'GET',
    path: '/api/desk/incidents/:id/timeline',
    summary: 'What happened, newest first',
    may: 'desk.incident.read',
    params: idParams,
    query: pageQuery,
    out: pageOf(caseEntry),
    refusals: ['desk.incident-not-found'],
  }),
  actOnIncident: route({
    method: 'POST',
    path: '/api/desk/incidents/:id/acts',
    summary: 'Perform an act: start, ask, diagnose, return from site, resolve, reopen, close, cancel',
    may: 'desk.incident.work',
    params: idParams,
    body: actBody(z.enum(INCIDENT_ACTS), incidentFields),
    out: incident,
    refusals: ['desk.incident-not-found', 'engine.version-conflict'],
  }),
  addNote: route({
    method: 'POST',
    path: '/api/desk/incidents/:id/notes',
    summary: 'Add a note, or an answer that the customer sees',
    may: 'desk.incident.work',
    params: idParams,
    body: z.strictObject({ text: z.string().trim().min(1).max(20_000), internal: z.boolean().default(true) }),
    out: z.object({ seq: z.int() }),
    status: 201,
    refusals: ['desk.incident-not-found'],
  }),
  assignIncident: route({
    method: 'POST',
    path: '/api/desk/incidents/:id/assignment',
    summary: 'Assign to a person or a team',
    may: 'desk.incident.work',
    params: idParams,
    body: z.strictObject({
      assigneeId: z.uuid().nullable().optional(),
      teamId: z.uuid().nullable().optional(),
      priority: priority.optional(),
    }),
    out: incident,
    refusals: ['desk.incident-not-found', 'engine.version-conflict'],
  }),
  addTask: route({
    method: 'POST',
    path: '/api/desk/incidents/:id/tasks',
    summary: 'Add a step to an incident',
    may: 'desk.incident.work',
    params: idParams,
    body: z.strictObject({ title: z.string().trim().min(1).max(200), assigneeId: z.uuid().optional() }),
    out: caseTask,
    status: 201,
    refusals: ['desk.incident-not-found'],
  }),
  setTaskDone: route({
    method: 'PUT',
    path: '/api/desk/incidents/:id/tasks/:taskId',
    summary: 'Say that a step is done, or is not',
    may: 'desk.incident.work',
    params: idParams.extend({ taskId: z.uuid() }),
    body: z.strictObject({ done: z.boolean() }),
    out: caseTask,
    refusals: ['desk.incident-not-found', 'engine.task-not-found'],
  }),
  listColleagues: route({
    method: 'GET',
    path: '/api/desk/colleagues',
    summary: 'To whom an incident may be given',
    may: 'desk.incident.work',
    out: z.object({ items: z.array(z.object({ userId: z.uuid(), name: z.string() })) }),
  }),
  countIncidents: route({
    method: 'GET',
    path: '/api/desk/counts',
    summary: 'Open incidents by priority, and how many are overdue',
    may: 'desk.incident.read',
    out: z.object({ open: z.int(), byPriority: z.record(priority, z.int()), overdue: z.int() }),
  }),
  listProblems: route({
    method: 'GET',
    path: '/api/desk/problems',
    summary: 'Problems',
    may: 'desk.problem.read',
    query: caseListQuery,
    out: pageOf(problem),
  }),
  openProblem: route({
    method: 'POST',
    path: '/api/desk/problems',
    summary: 'Open a problem for incidents that have something in common',
    may: 'desk.problem.work',
    body: z.strictObject({
      subject: z.string().trim().min(1).max(200),
      pattern: z.string().max(400).optional(),
      description: z.string().max(20_000).optional(),
      priority: priority.default('p3'),
      incidentIds: z.array(z.uuid()).max(200).default([]),
    }),
    out: problem,
    status: 201,
    refusals: ['desk.incident-not-found'],
  }),
  getProblem: route({
    method: 'GET',
    path: '/api/desk/problems/:id',
    summary: 'One problem with the incidents it is behind and what may be done now',
    may: 'desk.problem.read',
    params: idParams,
    out: z.object({ problem, incidents: z.array(incidentRow), acts: z.array(possibleAct), version: z.int() }),
    refusals: ['desk.problem-not-found'],
  }),
  readProblemTimeline: route({
    method: 'GET',
    path: '/api/desk/problems/:id/timeline',
    summary: 'What happened to a problem, newest first',
    may: 'desk.problem.read',
    params: idParams,
    query: pageQuery,
    out: pageOf(caseEntry),
    refusals: ['desk.problem-not-found'],
  }),
  actOnProblem: route({
    method: 'POST',
    path: '/api/desk/problems/:id/acts',
    summary: 'Perform an act: investigate, know (root cause, workaround), solve (root cause, solution), reopen, close',
    may: 'desk.problem.work',
    params: idParams,
    body: actBody(z.enum(PROBLEM_ACTS), problemFields),
    out: problem,
    refusals: ['desk.problem-not-found', 'engine.version-conflict'],
  }),
} as const

export const deskContract = {
  ...casesContract,
  ...attachmentsContract,
  ...watchersContract,
  ...assignmentContract,
} as const
