import { expect, test } from 'vitest'
import type { Questionnaire } from './questionnaire.ts'
import { scoreOf } from './score.ts'

const both = (text: string) => ({ en: text, 'zh-CN': text })
const levels = ['none', 'some', 'most', 'all'].map(both)
const QUESTIONNAIRE: Questionnaire = {
  code: 'sample',
  title: both('Sample'),
  levels,
  dimensions: [
    {
      code: 'desk',
      name: both('Desk'),
      weight: 3,
      questions: [
        { code: 'a', text: both('A'), weight: 1 },
        { code: 'b', text: both('B'), weight: 3 },
      ],
    },
    {
      code: 'fleet',
      name: both('Fleet'),
      weight: 1,
      questions: [{ code: 'c', text: both('C'), weight: 1, levels: ['no', 'yes'].map(both) }],
    },
  ],
}

test.each([
  [{}, [null, null], null, 'nothing answered is no score, not a bad one'],
  [{ a: 3, b: 3, c: 1 }, [100, 100], 100, 'the best everywhere'],
  [{ a: 0, b: 0, c: 0 }, [0, 0], 0, 'the worst everywhere'],
  [{ a: 3, b: 0 }, [25, null], 25, 'a question counts by its weight, an unanswered dimension not at all'],
  [{ a: 2, b: 2, c: 0 }, [67, 0], 50, 'dimensions count by theirs, rounded once: (2/3 · 3 + 0 · 1) / 4'],
])('%j: %j, together %s because %s', (given, dimensions, total, _because) => {
  const answers = Object.fromEntries(Object.entries(given).map(([code, level]) => [code, { level: level as number }]))
  const score = scoreOf(QUESTIONNAIRE, answers)
  expect(score.dimensions.map((each) => each.score)).toEqual(dimensions)
  expect(score.total).toBe(total)
})
