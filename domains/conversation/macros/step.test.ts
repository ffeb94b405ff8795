import { expect, test } from 'vitest'
import { fillIn } from '../thread/placeholders.ts'
import { macroSteps } from './step.ts'

const reply = { kind: 'reply', text: 'Hello' }
const close = { kind: 'close', reason: 'resolved', survey: true }
const handOver = { kind: 'hand_over', queueId: '01890000-0000-7000-8000-000000000000' }

test.each([
  { steps: [], right: false, because: 'a macro that does nothing is none' },
  { steps: [reply, close], right: true, because: 'closing comes last' },
  { steps: [close, reply], right: false, because: 'nobody can write in a closed conversation' },
  { steps: [handOver, close], right: false, because: 'what is handed over is the next one’s to close' },
  { steps: Array.from({ length: 11 }, () => reply), right: false, because: 'the preview must fit a screen' },
])('$because', ({ steps, right }) => {
  expect(macroSteps.safeParse(steps).success).toBe(right)
})

test('placeholders are filled in, other braces stay', () => {
  const words = { customer: '李雯', agent: '苏晴', organisation: '恒泰银行', channel: '微信' }
  expect(fillIn('{customer}，我是{agent}。{"a": {b}}', words)).toBe('李雯，我是苏晴。{"a": {b}}')
})
