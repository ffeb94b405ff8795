/** The case: typed states, acts with conditions, numbers, timeline, promises on business time. It knows no domain. */
export {
  chooseAssignee,
  rankCandidates,
  type Assignment,
  type Candidate,
  type Need,
  type Obstacle,
  type Ranked,
} from './assign.ts'
export { addAttachment, attachmentsOf, removeAttachment, type CaseAttachment } from './attachments.ts'
export type { CaseEntry, CaseLink, CaseRecord, CaseTask, EntryKind } from './case-record.ts'
export {
  defineCaseType,
  type CaseShape,
  type CaseShapeOf,
  type CaseType,
  type CaseTypeDefinition,
  type FieldName,
  type Involved,
  type SlaRule,
  type StateGroup,
  type TransitionRule,
} from './case-type.ts'
export type { EditCase, Move, Moved, NewEntry, OpenCase, Opened, Parties, SlaTarget, SlaTargets } from './commands.ts'
export { caseworkRefusals } from './errors.ts'
export { caseSubject, caseTopics } from './subject.ts'
export { createCasework, type Casework, type CaseworkParts } from './casework.ts'
export { followDue } from './due.ts'
export { assignCase, editCase } from './edit.ts'
export { importCases, type ImportedCase, type ImportedEntry } from './import.ts'
export { stopMetric } from './keep-promise.ts'
export { casesLinkedTo, linkCase, linksOf, unlinkCase, unwatchCase, watchCase, watchersOf } from './links.ts'
export { countCases, listCases, workloadOf, type CaseColumn, type CaseFilter, type CaseQuery } from './list.ts'
export { mayTouch } from './scope.ts'
export { openCase } from './open.ts'
export { casesByIds, findCase, findCaseByNumber, getCase, possibleActs, type PossibleAct } from './read.ts'
export { addTask, completeTask, removeTask, reopenTask, tasksOf, type NewTask } from './tasks.ts'
export { addEntry, timelineOf, type TimelineQuery } from './timeline.ts'
export { transition } from './transition.ts'
