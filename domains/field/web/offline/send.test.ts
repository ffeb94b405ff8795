import { expect, test } from 'vitest'
import { RefusedByServer } from '#kit/data'
import { judge } from './send.ts'

const refusal = (status: number, code = 'field.step-not-possible') =>
  new RefusedByServer({ type: 'about:blank', title: 'Not possible', status, code, traceId: '' })

test.each([
  { error: new TypeError('Failed to fetch'), kind: 'later', because: 'there is no network' },
  { error: refusal(502), kind: 'later', because: 'the server is being started' },
  { error: refusal(429), kind: 'later', because: 'the server asks to wait' },
  { error: refusal(401), kind: 'later', because: 'the session ended; after signing in it is sent' },
  { error: refusal(409, 'engine.request-in-doubt'), kind: 'later', because: 'the first attempt may still run' },
  { error: refusal(409), kind: 'refused', because: 'the visit does not allow this step' },
  { error: refusal(404), kind: 'refused', because: 'the visit is gone' },
  { error: refusal(422), kind: 'refused', because: 'the report is not readable' },
])('$kind: $because', ({ error, kind }) => {
  expect(judge(error).kind).toBe(kind)
})
