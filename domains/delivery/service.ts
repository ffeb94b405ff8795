import { clock, type Context, type Locale, type Page } from '#engine/kernel'
import {
  addTask,
  completeTask,
  getCase,
  linksOf,
  listCases,
  possibleActs,
  reopenTask,
  tasksOf,
  timelineOf,
  type CaseEntry,
  type CaseLink,
  type CaseTask,
  type PossibleAct,
} from '#engine/casework'
import type { CaseListQuery } from '#engine/casework/contract'
import type { Documents } from '#engine/documents'
import { sql, type Database, type Tx } from '#engine/store'
import { tenantZone } from '#engine/tenancy'
import {
  answerAssessment,
  finishAssessment,
  getAssessment,
  listAssessments,
  startAssessment,
  type Assessment,
  type NewAssessment,
} from './assessment/assessments.ts'
import type { Answers, Questionnaire } from './assessment/questionnaire.ts'
import { listQuestionnaires, saveQuestionnaire } from './assessment/questionnaires.ts'
import { certificatePdf, reportPdf, type Paper } from './document/papers.ts'
import { deliveryRefusals } from './errors.ts'
import { acceptanceOf, signAcceptance, type Acceptance, type Signature } from './project/acceptance.ts'
import type { HandOverContent } from './project/fields.ts'
import {
  handOver,
  handOverOf,
  noteOperation,
  saveHandOver,
  type HandOver,
  type Operation,
} from './project/hand-over.ts'
import {
  addMilestone,
  changeMilestone,
  milestonesOf,
  type Milestone,
  type MilestoneChanges,
  type NewMilestone,
} from './project/milestones.ts'
import { listOwners, nameProjects, type NamedProject } from './project/names.ts'
import { projectCase } from './project/project-type.ts'
import { actOnProject, openProject, tellChange, type NewProject, type ProjectMove } from './project/projects.ts'

/** What the rest of Facet may ask of delivery and tell it. Every method keeps to the caller's tenant and customer. */
export interface DeliveryService {
  listQuestionnaires(context: Context): Promise<Questionnaire[]>
  /** Replaces the one with the same code for assessments that begin from now on. */
  saveQuestionnaire(context: Context, questionnaire: Questionnaire): Promise<Questionnaire>
  startAssessment(context: Context, assessment: NewAssessment): Promise<Assessment>
  getAssessment(context: Context, id: string): Promise<Assessment>
  listAssessments(context: Context, query: AssessmentQuery): Promise<Page<Assessment>>
  /** Refuses unknown questions and levels, and a finished assessment. */
  answer(context: Context, id: string, answers: Answers): Promise<Assessment>
  /** Refuses every question that is not answered. */
  finishAssessment(context: Context, id: string): Promise<Assessment>
  reportPdf(context: Context, id: string, locale: Locale): Promise<Paper>

  /** Answers the project that `source` has already opened, if it has. */
  openProject(context: Context, project: NewProject): Promise<NamedProject>
  getProject(context: Context, id: string): Promise<ProjectDetail>
  listProjects(context: Context, query: CaseListQuery): Promise<Page<NamedProject>>
  owners(context: Context): Promise<{ userId: string; name: string }[]>
  timeline(context: Context, id: string, page: { limit: number; after?: string | undefined }): Promise<Page<CaseEntry>>
  act(context: Context, id: string, move: ProjectMove): Promise<void>
  addMilestone(context: Context, id: string, milestone: NewMilestone): Promise<void>
  changeMilestone(context: Context, id: string, milestoneId: string, changes: MilestoneChanges): Promise<void>
  addCheck(context: Context, id: string, title: string): Promise<CaseTask>
  setCheckDone(context: Context, id: string, checkId: string, done: boolean): Promise<CaseTask>
  /** The customer signs by name and date. Refuses a project that is not shown for acceptance, and a second signature. */
  signAcceptance(context: Context, id: string, signature: Signature): Promise<void>
  certificatePdf(context: Context, id: string, locale: Locale): Promise<Paper>
  saveHandOver(context: Context, id: string, content: HandOverContent): Promise<void>
  /** Gives an accepted project to operation, once: `delivery.handed_over`. */
  handOver(context: Context, id: string): Promise<void>
  /** Ties the project to what operation made of it. */
  noteOperation(context: Context, id: string, made: Operation): Promise<void>
}

export interface AssessmentQuery {
  readonly customerId?: string | undefined
  readonly limit: number
  readonly after?: string | undefined
}

export interface ProjectDetail {
  readonly project: NamedProject
  readonly milestones: readonly Milestone[]
  readonly checks: readonly CaseTask[]
  readonly acceptance: Acceptance | null
  readonly handOver: HandOver | null
  readonly links: readonly CaseLink[]
  readonly acts: readonly PossibleAct[]
}

export function createDelivery({ database, documents }: { database: Database; documents: Documents }): DeliveryService {
  const inside = <T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context, work)
  /** Does something beside the project's own fields, and tells the pages that show it. */
  const changing = <T>(context: Context, id: string, act: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    inside(context, async (tx) => {
      const project = await getCase(tx, context, projectCase, id)
      const done = await work(tx)
      await tellChange(tx, context, project, act)
      return done
    })
  return {
    listQuestionnaires: (context) => inside(context, listQuestionnaires),
    saveQuestionnaire: (context, questionnaire) =>
      inside(context, (tx) => saveQuestionnaire(tx, context, questionnaire)),
    startAssessment: (context, assessment) => inside(context, (tx) => startAssessment(tx, context, assessment)),
    getAssessment: (context, id) => inside(context, (tx) => getAssessment(tx, context, id)),
    listAssessments: (context, query) => inside(context, (tx) => listAssessments(tx, context, query)),
    answer: (context, id, answers) => inside(context, (tx) => answerAssessment(tx, context, id, answers)),
    finishAssessment: (context, id) =>
      inside(context, async (tx) => finishAssessment(tx, context, id, await localToday(tx, context))),
    reportPdf: (context, id, locale) =>
      inside(context, async (tx) => {
        const assessment = await getAssessment(tx, context, id)
        return reportPdf(documents, locale, { assessment, company: await companyName(tx) })
      }),
    openProject: (context, project) =>
      inside(context, async (tx) => {
        const [named] = await nameProjects(tx, context, [await openProject(tx, context, project)])
        return named!
      }),
    getProject: (context, id) => inside(context, (tx) => describeProject(tx, context, id)),
    listProjects: (context, query) =>
      inside(context, async (tx) => {
        const page = await listCases(tx, context, projectCase, query)
        return { ...page, items: await nameProjects(tx, context, page.items) }
      }),
    owners: (context) => inside(context, listOwners),
    timeline: (context, id, page) =>
      inside(context, async (tx) => {
        await getCase(tx, context, projectCase, id)
        return timelineOf(tx, context, projectCase, id, page)
      }),
    act: (context, id, move) => inside(context, async (tx) => void (await actOnProject(tx, context, id, move))),
    addMilestone: (context, id, milestone) =>
      changing(context, id, 'milestone', (tx) => addMilestone(tx, context, id, milestone)),
    changeMilestone: (context, id, milestoneId, changes) =>
      changing(context, id, 'milestone', (tx) => changeMilestone(tx, id, milestoneId, changes)),
    addCheck: (context, id, title) =>
      changing(context, id, 'check', (tx) => addTask(tx, context, projectCase, id, { title })),
    setCheckDone: (context, id, checkId, done) =>
      changing(context, id, 'check', (tx) => (done ? completeTask : reopenTask)(tx, context, projectCase, id, checkId)),
    signAcceptance: (context, id, signature) => inside(context, (tx) => signAcceptance(tx, context, id, signature)),
    certificatePdf: (context, id, locale) =>
      inside(context, async (tx) => {
        const detail = await describeProject(tx, context, id)
        const { acceptance, project } = detail
        if (!acceptance) throw deliveryRefusals.acceptanceMissing({ number: project.number })
        return certificatePdf(documents, locale, { ...detail, acceptance, company: await companyName(tx) })
      }),
    saveHandOver: (context, id, content) => inside(context, (tx) => saveHandOver(tx, context, id, content)),
    handOver: (context, id) => inside(context, async (tx) => void (await handOver(tx, context, id))),
    noteOperation: (context, id, made) => inside(context, (tx) => noteOperation(tx, context, id, made)),
  }
}

async function describeProject(tx: Tx, context: Context, id: string): Promise<ProjectDetail> {
  const record = await getCase(tx, context, projectCase, id)
  const [[project], milestones, checks, acceptance, given, links] = await Promise.all([
    nameProjects(tx, context, [record]),
    milestonesOf(tx, id),
    tasksOf(tx, context, [id]),
    acceptanceOf(tx, id),
    handOverOf(tx, id),
    linksOf(tx, context, [id]),
  ])
  const acts = possibleActs(projectCase, record)
  return { project: project!, milestones, checks, acceptance: acceptance ?? null, handOver: given ?? null, links, acts }
}

async function companyName(tx: Tx): Promise<string> {
  return (await tx.one(sql<{ name: string }>`select name from engine.tenant`)).name
}

/** The date on the company's wall. */
async function localToday(tx: Tx, context: Context): Promise<string> {
  const zone = await tenantZone(tx, context)
  return clock.now().toZonedDateTimeISO(zone).toPlainDate().toString()
}
