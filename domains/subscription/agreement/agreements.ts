import { clock, invalidInput, newId, type Context, type Page } from '#engine/kernel'
import { emit } from '#engine/events'
import { beyond, sql, toPage, type Tx } from '#engine/store'
import { nextNumber } from '#engine/tenancy'
import { foundBy } from '../billing/found-by.ts'
import { subscriptionRefusals } from '../errors.ts'
import { agreementChanged, agreementMade } from '../events.ts'
import { readScenario } from '../invoice/scenario/scenario.ts'
import { enteredNow, problemsOfActions, zoneOf } from './entered.ts'

/** Plans, meters, taxes and the customer's billing rules: a billing scenario without actions and events. */
export type Terms = Readonly<Record<string, unknown>>

/** One thing that was done under an agreement, in the words of a billing scenario: `{ do: 'setQuantity', … }`. */
export type AgreementAction = Readonly<Record<string, unknown>> & { readonly do: string; readonly at: string }

export interface Agreement {
  readonly agreementId: string
  readonly number: string
  readonly name: string
  readonly customerId: string
  readonly currency: string
  readonly promise: string | null
  readonly purchaseOrder: string | null
  readonly startsOn: string
  readonly endsOn: string | null
  readonly version: number
}

export interface NewAgreement {
  readonly name: string
  readonly customerId: string
  readonly terms: Terms
  readonly actions: readonly AgreementAction[]
  readonly promise?: string | undefined
  readonly purchaseOrder?: string | undefined
  readonly startsOn: string
  readonly endsOn?: string | undefined
  /** Makes a repetition answer the agreement that is already there. */
  readonly source?: string | undefined
}

const COLUMNS = sql.raw(`agreement_id as "agreementId", number, name, customer_id as "customerId", currency, promise,
  purchase_order as "purchaseOrder", starts_on as "startsOn", ends_on as "endsOn", version`)

/** Terms and actions are checked as a whole, as billing will read them; every problem is refused with its place. */
export async function makeAgreement(tx: Tx, context: Context, asked: NewAgreement): Promise<Agreement> {
  const known = asked.source === undefined ? undefined : await findBySource(tx, context, asked.source)
  if (known) return known
  const scenario = readScenario({ ...asked.terms, actions: asked.actions }, asked.startsOn)
  const problems = problemsOfActions(scenario)
  if (problems.length > 0) throw invalidInput(problems)
  const { currency } = scenario
  const agreementId = newId()
  const number = await nextNumber(tx, context, 'AGR', Number(asked.startsOn.slice(0, 4)))
  await tx.run(sql`
    insert into subscription.agreement (tenant_id, agreement_id, number, name, customer_id, currency, terms, promise,
      purchase_order, starts_on, ends_on, source, created_at)
    values (${context.tenantId}, ${agreementId}, ${number}, ${asked.name}, ${asked.customerId}, ${currency},
      ${JSON.stringify(asked.terms)}, ${asked.promise ?? null}, ${asked.purchaseOrder ?? null}, ${asked.startsOn},
      ${asked.endsOn ?? null}, ${asked.source ?? null}, ${clock.date()})`)
  for (const [index, action] of asked.actions.entries()) {
    await insertAction(tx, context, agreementId, action, `${agreementId}:${index}`)
  }
  await emit(tx, context, agreementMade, {
    agreementId,
    number,
    customerId: asked.customerId,
    source: asked.source ?? null,
  })
  return getAgreement(tx, context, agreementId)
}

function findBySource(tx: Tx, { tenantId }: Context, source: string): Promise<Agreement | undefined> {
  return tx.find(sql<Agreement>`
    select ${COLUMNS} from subscription.agreement where tenant_id = ${tenantId} and source = ${source}`)
}

/**
 * Adds an action; the same source again adds nothing. What is entered for a past day carries when it was entered, so
 * that the next bill corrects and no stored one changes. Refuses what the agreement, as it stands, does not allow.
 */
export async function act(
  tx: Tx,
  context: Context,
  agreementId: string,
  action: AgreementAction,
  source: string,
): Promise<void> {
  const { terms, billedUntil } = await holdTerms(tx, agreementId)
  if (await isDone(tx, source)) return
  const actions = await actionsOf(tx, agreementId)
  const entered = enteredNow(action, zoneOf(terms), billedUntil)
  const scenario = readScenario({ ...terms, actions: [...actions, entered] }, clock.iso().slice(0, 10))
  const problems = problemsOfActions(scenario)
  if (problems.length > 0) throw invalidInput(problems.map(({ message }) => ({ path: '/action', message })))
  await insertAction(tx, context, agreementId, entered, source)
  await emit(tx, context, agreementChanged, { agreementId, act: action.do })
}

async function isDone(tx: Tx, source: string): Promise<boolean> {
  return (await tx.find(sql`select from subscription.action where source = ${source}`)) !== undefined
}

/** Runs and actions of one agreement wait for each other. */
async function holdTerms(tx: Tx, agreementId: string): Promise<{ terms: Terms; billedUntil: string | null }> {
  const row = await tx.find(sql<{ terms: Terms; billedUntil: string | null }>`
    select terms, billed_until as "billedUntil" from subscription.agreement
    where agreement_id = ${agreementId} for update`)
  if (!row) throw subscriptionRefusals.agreementNotFound()
  return row
}

async function insertAction(
  tx: Tx,
  context: Context,
  agreementId: string,
  action: AgreementAction,
  source: string,
): Promise<void> {
  await tx.run(sql`
    insert into subscription.action (tenant_id, agreement_id, action_id, action, source, created_at)
    values (${context.tenantId}, ${agreementId}, ${newId()}, ${JSON.stringify(action)}, ${source}, ${clock.date()})
    on conflict do nothing`)
}

export async function termsOf(tx: Tx, agreementId: string): Promise<Terms> {
  const row = await tx.find(sql<{ terms: Terms }>`
    select terms from subscription.agreement where agreement_id = ${agreementId}`)
  if (!row) throw subscriptionRefusals.agreementNotFound()
  return row.terms
}

export async function actionsOf(tx: Tx, agreementId: string): Promise<AgreementAction[]> {
  const rows = await tx.all(sql<{ action: AgreementAction }>`
    select action from subscription.action where agreement_id = ${agreementId} order by action_id`)
  return rows.map(({ action }) => action)
}

export async function getAgreement(tx: Tx, context: Context, agreementId: string): Promise<Agreement> {
  const agreement = await tx.find(sql<Agreement>`
    select ${COLUMNS} from subscription.agreement where agreement_id = ${agreementId} and ${visibleTo(context)}`)
  if (!agreement) throw subscriptionRefusals.agreementNotFound()
  return agreement
}

export interface AgreementFilter {
  readonly customerId?: string | undefined
  /** The beginning of a number, or a part of the agreement's or the customer's name. */
  readonly text?: string | undefined
  readonly limit: number
  readonly after?: string | undefined
}

export async function listAgreements(
  tx: Tx,
  context: Context,
  { customerId, text, limit, after }: AgreementFilter,
): Promise<Page<Agreement>> {
  const rows = await tx.all(sql<Agreement>`
    select ${COLUMNS} from subscription.agreement
    where ${visibleTo(context)} and (${customerId ?? null}::uuid is null or customer_id = ${customerId ?? null})
      and ${foundBy(context, text, 'name')} and ${beyond(['number'], after, 'desc')}
    order by number desc limit ${limit + 1}`)
  return toPage(rows, limit, ({ number }) => [number])
}

/** The agreement of a customer that is in force on a date, the newest first. */
export function agreementsInForce(tx: Tx, customerId: string, on: string): Promise<Agreement[]> {
  return tx.all(sql<Agreement>`
    select ${COLUMNS} from subscription.agreement
    where customer_id = ${customerId} and starts_on <= ${on}::date and (ends_on is null or ends_on >= ${on}::date)
    order by starts_on desc, number desc`)
}

/** For usage that names its agreement by number or id. */
export function findAgreementByName(tx: Tx, name: string): Promise<Agreement | undefined> {
  return tx.find(sql<Agreement>`
    select ${COLUMNS} from subscription.agreement where number = ${name} or agreement_id::text = ${name}`)
}

export function visibleTo({ actor }: Context) {
  return actor.customerId === undefined ? sql<boolean>`true` : sql<boolean>`customer_id = ${actor.customerId}`
}
