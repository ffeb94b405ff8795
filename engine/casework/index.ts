/** The case: typed states, acts with conditions, numbers, timeline, promises on business time. It knows no domain. */
export type { CaseEntry, CaseLink, CaseRecord, CaseTask, EntryKind } from './case-record.ts'
export {
  defineCaseType,
  type CaseShape,
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
