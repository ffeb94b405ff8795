import type { Context, Page } from '#engine/kernel'
import type { SlaClock } from '#engine/calendar'
import { clocksOf } from '#engine/calendar'
import {
  addEntry,
  addTask,
  casesLinkedTo,
  caseSubject,
  completeTask,
  editCase,
  getCase,
  linkCase,
  linksOf,
  listCases,
  possibleActs,
  reopenTask,
  tasksOf,
  timelineOf,
  type CaseEntry,
  type CaseLink,
  type CaseTask,
  type NewTask,
  type PossibleAct,
} from '#engine/casework'
import type { CaseListQuery } from '#engine/casework/contract'
import type { Database, Tx } from '#engine/store'
import { noteAssigned } from './assign/responders.ts'
import { countIncidents, type IncidentCounts } from './incident/counts.ts'
import { incidentCase } from './incident/incident-type.ts'
import {
  actOnIncident,
  noteFacts,
  openIncident,
  tellAssignment,
  tellChange,
  type Incident,
  type IncidentFacts,
  type IncidentMove,
  type NewIncident,
} from './incident/incidents.ts'
import { colleagues, nameIncidents, type Colleague, type NamedIncident } from './incident/names.ts'
import { tellCommented } from './watch/watchers.ts'
import { problemCase } from './problem/problem-type.ts'
import {
  actOnProblem,
  describeProblem,
  openProblem,
  type NewProblem,
  type Problem,
  type ProblemDetail,
  type ProblemMove,
} from './problem/problems.ts'

/** What the rest of Facet may ask of the desk and tell it. */
export interface DeskService {
  /** Answers the incident that `source` has already opened, if it has. */
  openIncident(context: Context, incident: NewIncident): Promise<Incident>
  getIncident(context: Context, id: string): Promise<IncidentDetail>
  listIncidents(context: Context, query: CaseListQuery): Promise<Page<NamedIncident>>
  /** The newest open incident about a device. */
  findOpenByDevice(context: Context, deviceId: string): Promise<Incident | undefined>
  /** Incidents that a conversation is about, newest first. */
  incidentsOfConversation(context: Context, conversationId: string): Promise<Incident[]>
  timeline(context: Context, id: string, page: { limit: number; after?: string | undefined }): Promise<Page<CaseEntry>>
  act(context: Context, id: string, move: IncidentMove): Promise<Incident>
  assign(context: Context, id: string, to: Assignment): Promise<Incident>
  /** `source` makes a repeated note harmless. */
  addNote(
    context: Context,
    id: string,
    note: { text: string; internal: boolean; source?: string | undefined },
  ): Promise<number>
  /** Adds a step to an incident. */
  addTask(context: Context, id: string, task: NewTask): Promise<CaseTask>
  /** Refuses `engine.task-not-found`. */
  setTaskDone(context: Context, id: string, taskId: string, done: boolean): Promise<CaseTask>
  /** To whom an incident may be given. */
  colleagues(context: Context): Promise<Colleague[]>
  noteFacts(context: Context, id: string, facts: IncidentFacts): Promise<Incident>
  link(context: Context, id: string, link: { relation: string; ref: string }): Promise<void>
  countIncidents(context: Context): Promise<IncidentCounts>
  openProblem(context: Context, problem: NewProblem): Promise<Problem>
  listProblems(context: Context, query: CaseListQuery): Promise<Page<Problem>>
  getProblem(context: Context, id: string): Promise<ProblemDetail>
  actOnProblem(context: Context, id: string, move: ProblemMove): Promise<Problem>
  problemTimeline(
    context: Context,
    id: string,
    page: { limit: number; after?: string | undefined },
  ): Promise<Page<CaseEntry>>
}

export interface IncidentDetail {
  readonly incident: NamedIncident
  readonly clocks: readonly SlaClock[]
  readonly links: readonly CaseLink[]
  readonly tasks: readonly CaseTask[]
  readonly acts: readonly PossibleAct[]
}

export interface Assignment {
  readonly assigneeId?: string | null | undefined
  readonly teamId?: string | null | undefined
  readonly priority?: Incident['priority'] | undefined
  readonly expectedVersion?: number | undefined
}

export function createDesk(database: Database): DeskService {
  const inside = <T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context, work)
  /** Does something beside the incident's own fields, and tells the pages that show it. */
  const changing = <T>(context: Context, id: string, act: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    inside(context, async (tx) => {
      const done = await work(tx)
      await tellChange(tx, context, await getCase(tx, context, incidentCase, id), act)
      return done
    })
  return {
    openIncident: (context, incident) => inside(context, (tx) => openIncident(tx, context, incident)),
    getIncident: (context, id) => inside(context, (tx) => describeIncident(tx, context, id)),
    listIncidents: (context, query) => inside(context, (tx) => listIncidents(tx, context, query)),
    findOpenByDevice: (context, deviceId) =>
      inside(context, async (tx) => {
        const incidents = await casesLinkedTo(tx, context, incidentCase, `fleet.device:${deviceId}`)
        return incidents.find(({ stateGroup }) => stateGroup === 'open')
      }),
    incidentsOfConversation: (context, conversationId) =>
      inside(context, (tx) => casesLinkedTo(tx, context, incidentCase, `conversation:${conversationId}`)),
    timeline: (context, id, page) =>
      inside(context, async (tx) => {
        await getCase(tx, context, incidentCase, id)
        return timelineOf(tx, context, incidentCase, id, page)
      }),
    act: (context, id, move) => inside(context, (tx) => actOnIncident(tx, context, id, move)),
    assign: (context, id, to) =>
      inside(context, async (tx) => {
        const { assigneeId: before } = await getCase(tx, context, incidentCase, id)
        const incident = await editCase(tx, context, incidentCase, id, to)
        if (incident.assigneeId !== null && incident.assigneeId !== before) {
          await noteAssigned(tx, context, incident.assigneeId)
        }
        await tellAssignment(tx, context, incident, before)
        return incident
      }),
    addNote: (context, id, note) =>
      changing(context, id, 'note', async (tx) => {
        const kind = note.internal ? 'note' : 'message'
        const { seq, isNew } = await addEntry(tx, context, incidentCase, id, { kind, ...note })
        const incident = await getCase(tx, context, incidentCase, id)
        if (isNew) await tellCommented(tx, context, incident, { seq, text: note.text })
        return seq
      }),
    addTask: (context, id, task) => changing(context, id, 'task', (tx) => addTask(tx, context, incidentCase, id, task)),
    setTaskDone: (context, id, taskId, done) =>
      changing(context, id, 'task', (tx) => (done ? completeTask : reopenTask)(tx, context, incidentCase, id, taskId)),
    colleagues: (context) => inside(context, (tx) => colleagues(tx, context)),
    noteFacts: (context, id, facts) => inside(context, (tx) => noteFacts(tx, context, id, facts)),
    link: (context, id, link) => inside(context, (tx) => linkCase(tx, context, incidentCase, id, link)),
    countIncidents: (context) => inside(context, (tx) => countIncidents(tx, context)),
    openProblem: (context, problem) => inside(context, (tx) => openProblem(tx, context, problem)),
    listProblems: (context, query) => inside(context, (tx) => listCases(tx, context, problemCase, query)),
    getProblem: (context, id) => inside(context, (tx) => describeProblem(tx, context, id)),
    actOnProblem: (context, id, move) => inside(context, (tx) => actOnProblem(tx, context, id, move)),
    problemTimeline: (context, id, page) =>
      inside(context, async (tx) => {
        await getCase(tx, context, problemCase, id)
        return timelineOf(tx, context, problemCase, id, page)
      }),
  }
}

async function listIncidents(tx: Tx, context: Context, query: CaseListQuery): Promise<Page<NamedIncident>> {
  const page = await listCases(tx, context, incidentCase, query)
  return { ...page, items: await nameIncidents(tx, context, page.items) }
}

async function describeIncident(tx: Tx, context: Context, id: string): Promise<IncidentDetail> {
  const [record, clocks, links, tasks] = await Promise.all([
    getCase(tx, context, incidentCase, id),
    clocksOf(tx, context, [caseSubject('desk.incident', id)]),
    linksOf(tx, context, [id]),
    tasksOf(tx, context, [id]),
  ])
  const [incident] = await nameIncidents(tx, context, [record])
  return { incident: incident!, clocks, links, tasks, acts: possibleActs(incidentCase, record) }
}
