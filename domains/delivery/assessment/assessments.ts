import { clock, invalidInput, newId, type Context, type Page, type Problem } from '#engine/kernel'
import { emit } from '#engine/events'
import { organisationsByIds } from '#engine/party'
import { beyond, sql, toPage, type Tx } from '#engine/store'
import { nextNumber } from '#engine/tenancy'
import { deliveryRefusals } from '../errors.ts'
import { assessmentChanged } from '../events.ts'
import { levelsOf, questionsOf, type Answers, type Questionnaire } from './questionnaire.ts'
import { questionnaireOf } from './questionnaires.ts'
import { scoreOf, type Score } from './score.ts'

export interface Assessment {
  readonly assessmentId: string
  readonly number: string
  readonly customerId: string
  readonly customerName: string | null
  /** The name in the other language. */
  readonly customerAlias: string | null
  readonly questionnaire: Questionnaire
  readonly answers: Answers
  readonly score: Score
  readonly assessor: string
  readonly createdAt: string
  readonly finishedOn: string | null
  readonly version: number
}

export interface NewAssessment {
  readonly customerId: string
  /** The code of the questionnaire. */
  readonly questionnaire: string
  /** Makes a repetition answer the assessment that is already there. */
  readonly source?: string | undefined
}

type Row = Omit<Assessment, 'customerName' | 'customerAlias' | 'score'>

const COLUMNS = sql.raw(`assessment_id as "assessmentId", number, customer_id as "customerId", questionnaire, answers,
  assessor, created_at as "createdAt", finished_on as "finishedOn", version`)

export async function startAssessment(tx: Tx, context: Context, asked: NewAssessment): Promise<Assessment> {
  const known = asked.source === undefined ? undefined : await findBySource(tx, asked.source)
  if (known) return described(tx, context, known)
  const questionnaire = await questionnaireOf(tx, asked.questionnaire)
  const number = await nextNumber(tx, context, 'ASM', clock.now().toZonedDateTimeISO('UTC').year)
  const row = await tx.one(sql<Row>`
    insert into delivery.assessment (tenant_id, assessment_id, number, customer_id, questionnaire, assessor, source, created_at)
    values (${context.tenantId}, ${newId()}, ${number}, ${asked.customerId}, ${JSON.stringify(questionnaire)},
      ${context.actor.name}, ${asked.source ?? null}, ${clock.date()})
    returning ${COLUMNS}`)
  await tell(tx, context, row)
  return described(tx, context, row)
}

function findBySource(tx: Tx, source: string): Promise<Row | undefined> {
  return tx.find(sql<Row>`select ${COLUMNS} from delivery.assessment where source = ${source}`)
}

export async function getAssessment(tx: Tx, context: Context, id: string): Promise<Assessment> {
  const row = await tx.find(sql<Row>`
    select ${COLUMNS} from delivery.assessment where assessment_id = ${id} and ${visibleTo(context)}`)
  if (!row) throw deliveryRefusals.assessmentNotFound()
  return described(tx, context, row)
}

/** Newest number first. */
export async function listAssessments(
  tx: Tx,
  context: Context,
  { customerId, limit, after }: { customerId?: string | undefined; limit: number; after?: string | undefined },
): Promise<Page<Assessment>> {
  const rows = await tx.all(sql<Row>`
    select ${COLUMNS} from delivery.assessment
    where ${visibleTo(context)} and (${customerId ?? null}::uuid is null or customer_id = ${customerId ?? null})
      and ${beyond(['number'], after, 'desc')}
    order by number desc limit ${limit + 1}`)
  const page = toPage(rows, limit, ({ number }) => [number])
  return { ...page, items: await describeAll(tx, context, page.items) }
}

/** Keeps answers; what is not given stays as it was. Refuses unknown questions and levels, every one. */
export async function answerAssessment(tx: Tx, context: Context, id: string, given: Answers): Promise<Assessment> {
  const held = await holdDraft(tx, context, id)
  const problems = wrongAnswers(held.questionnaire, given)
  if (problems.length > 0) throw invalidInput(problems)
  return change(tx, context, id, { answers: { ...held.answers, ...given }, finishedOn: null })
}

/** Fixes the score. Refuses what is not answered, every question by its place. */
export async function finishAssessment(tx: Tx, context: Context, id: string, on: string): Promise<Assessment> {
  const { questionnaire, answers } = await holdDraft(tx, context, id)
  const open = questionsOf(questionnaire).filter(({ code }) => answers[code] === undefined)
  if (open.length > 0) throw invalidInput(open.map(({ code }) => ({ path: `/answers/${code}`, message: 'is missing' })))
  return change(tx, context, id, { answers, finishedOn: on })
}

function wrongAnswers(questionnaire: Questionnaire, given: Answers): Problem[] {
  const questions = new Map(questionsOf(questionnaire).map((question) => [question.code, question]))
  return Object.entries(given).flatMap(([code, { level }]) => {
    const question = questions.get(code)
    if (!question) return [{ path: `/answers/${code}`, message: 'is no question of this assessment' }]
    const highest = levelsOf(questionnaire, question).length - 1
    return level <= highest ? [] : [{ path: `/answers/${code}/level`, message: `is above ${highest}` }]
  })
}

async function holdDraft(tx: Tx, context: Context, id: string): Promise<Row> {
  const row = await tx.find(sql<Row>`
    select ${COLUMNS} from delivery.assessment where assessment_id = ${id} and ${visibleTo(context)} for update`)
  if (!row) throw deliveryRefusals.assessmentNotFound()
  if (row.finishedOn !== null) throw deliveryRefusals.assessmentFinished({ number: row.number })
  return row
}

async function change(
  tx: Tx,
  context: Context,
  id: string,
  { answers, finishedOn }: Pick<Row, 'answers' | 'finishedOn'>,
): Promise<Assessment> {
  const row = await tx.one(sql<Row>`
    update delivery.assessment set answers = ${JSON.stringify(answers)}, finished_on = ${finishedOn}, version = version + 1
    where assessment_id = ${id} returning ${COLUMNS}`)
  await tell(tx, context, row)
  return described(tx, context, row)
}

function tell(tx: Tx, context: Context, { assessmentId, number, customerId, finishedOn }: Row): Promise<void> {
  return emit(tx, context, assessmentChanged, { assessmentId, number, customerId, finished: finishedOn !== null })
}

async function described(tx: Tx, context: Context, row: Row): Promise<Assessment> {
  return (await describeAll(tx, context, [row]))[0]!
}

async function describeAll(tx: Tx, context: Context, rows: readonly Row[]): Promise<Assessment[]> {
  const customers = await organisationsByIds(tx, context, [...new Set(rows.map(({ customerId }) => customerId))])
  const byId = new Map(customers.map((customer) => [customer.id, customer]))
  return rows.map((row) => {
    const { name = null, alias = null } = byId.get(row.customerId) ?? {}
    return { ...row, customerName: name, customerAlias: alias, score: scoreOf(row.questionnaire, row.answers) }
  })
}

function visibleTo({ actor }: Context) {
  return actor.customerId === undefined ? sql<boolean>`true` : sql<boolean>`customer_id = ${actor.customerId}`
}
