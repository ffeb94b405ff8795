import type { Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { getCase, type CaseType } from '#engine/casework'
import type { Tx } from '#engine/store'
import { problemChanged } from '../events.ts'
import { incidentCase } from '../incident/incident-type.ts'
import { tellChange } from '../incident/incidents.ts'
import { mayWork } from '../policy.ts'
import { problemCase } from '../problem/problem-type.ts'

/** What incidents and problems have in common where files and watchers are concerned. */
export interface DeskRoom {
  readonly type: CaseType
  /** Whether the caller works on cases of this type. */
  mayWork(context: Context): boolean
  /** Pages that show the case read it again. */
  tell(tx: Tx, context: Context, caseId: string, act: string): Promise<void>
}

export const incidentRoom: DeskRoom = {
  type: incidentCase as unknown as CaseType,
  mayWork: (context) => mayWork(context, 'incident'),
  tell: async (tx, context, id, act) => tellChange(tx, context, await getCase(tx, context, incidentCase, id), act),
}

export const problemRoom: DeskRoom = {
  type: problemCase as unknown as CaseType,
  mayWork: (context) => mayWork(context, 'problem'),
  tell: async (tx, context, id, act) => {
    const { number, state } = await getCase(tx, context, problemCase, id)
    await emit(tx, context, problemChanged, { problemId: id, number, state, act })
  },
}
