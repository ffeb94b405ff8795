import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { CaseRecord } from './case-record.ts'
import type { CaseShape, CaseType } from './case-type.ts'
import { RECORD } from './case-store.ts'
import { caseworkRefusals } from './errors.ts'
import { stillMissing } from './fields.ts'
import { mayTouch } from './scope.ts'

export function findCase<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  id: string,
): Promise<CaseRecord<S> | undefined> {
  return tx.find(sql<CaseRecord<S>>`
    select ${RECORD} from engine.case c where ${mayTouch(context)} and c.id = ${id} and c.kind = ${type.kind}`)
}

/** Refuses `engine.case-not-found` when there is none that the caller may see. */
export async function getCase<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  id: string,
): Promise<CaseRecord<S>> {
  const found = await findCase(tx, context, type, id)
  if (!found) throw caseworkRefusals.caseNotFound({ id })
  return found
}

export function findCaseByNumber<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  number: string,
): Promise<CaseRecord<S> | undefined> {
  return tx.find(sql<CaseRecord<S>>`
    select ${RECORD} from engine.case c where ${mayTouch(context)} and c.kind = ${type.kind} and c.number = ${number}`)
}

/** Many at once, for joins in other modules; in no particular order, those not found are left out. */
export function casesByIds<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  ids: readonly string[],
): Promise<CaseRecord<S>[]> {
  return tx.all(sql<CaseRecord<S>>`
    select ${RECORD} from engine.case c
    where ${mayTouch(context)} and c.kind = ${type.kind} and c.id = any(${ids}::uuid[])`)
}

/** What may be done with a case in its state, and what each act still asks for. */
export interface PossibleAct<S extends CaseShape = CaseShape> {
  readonly act: S['act']
  readonly to: S['state']
  readonly requires: string[]
}

export function possibleActs<S extends CaseShape>(type: CaseType<S>, record: CaseRecord<S>): PossibleAct<S>[] {
  return type.rulesFrom(record.state).map((rule) => ({
    act: rule.act,
    to: rule.to,
    requires: stillMissing(rule, record),
  }))
}
