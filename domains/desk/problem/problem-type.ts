import { defineCaseType } from '#engine/casework'
import { PRIORITIES } from '../incident/fields.ts'
import { problemFields } from './fields.ts'

/** A problem: the cause behind incidents. With a root cause and a workaround it is a known error. */
export const problemCase = defineCaseType({
  kind: 'desk.problem',
  prefix: 'PRB',
  states: { open: 'open', investigating: 'open', known_error: 'open', solved: 'done', closed: 'closed' },
  initial: 'open',
  priorities: PRIORITIES,
  fields: problemFields,
  transitions: [
    { act: 'investigate', from: ['open'], to: 'investigating' },
    { act: 'know', from: ['investigating'], to: 'known_error', requires: ['rootCause', 'workaround'] },
    { act: 'solve', from: ['investigating', 'known_error'], to: 'solved', requires: ['rootCause', 'solution'] },
    { act: 'reopen', from: ['solved'], to: 'investigating' },
    { act: 'close', from: ['solved'], to: 'closed' },
  ],
})
