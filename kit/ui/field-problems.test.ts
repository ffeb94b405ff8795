import { expect, it } from 'vitest'
import { placeProblems } from './field-problems.ts'

const fields = [['code'], ['identities'], ['week', 'monday']] as const
const problem = (code: string, ...errors: { path: string; message: string }[]) => ({
  type: '',
  title: 'The title',
  status: 422,
  code,
  traceId: 't',
  errors,
})

it.each([
  {
    given: problem('engine.invalid-input', { path: '/code', message: 'too long' }),
    placed: [{ name: ['code'], errors: ['too long'] }],
    because: 'the title of an invalid input speaks of the whole of it',
  },
  {
    given: problem('engine.party-code-taken', { path: '/code', message: 'is taken' }),
    placed: [{ name: ['code'], errors: ['The title'] }],
    because: 'a refusal with one problem is said in the language of the reader',
  },
  {
    given: problem(
      'engine.invalid-input',
      { path: '/identities/0/channel', message: 'a' },
      { path: '/identities/1', message: 'b' },
    ),
    placed: [{ name: ['identities'], errors: ['a', 'b'] }],
    because: 'what lies inside of a field belongs to it',
  },
  {
    given: problem('engine.invalid-input', { path: '/week/monday', message: 'a' }, { path: '/weekday', message: 'b' }),
    placed: [{ name: ['week', 'monday'], errors: ['a'] }],
    because: 'a pointer that no field has is not put at a similar one',
  },
])('$because', ({ given, placed }) => {
  expect(placeProblems(given, fields)).toEqual(placed)
})
