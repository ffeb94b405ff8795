import { expect, test } from 'vitest'
import { asksForPerson, decide } from './decide.ts'
import type { Candidate } from './knowledge-port.ts'

const article = (articleId: string, confidence: number): Candidate => ({
  articleId,
  title: articleId,
  answer: `about ${articleId}`,
  confidence,
})

test.each([
  {
    because: 'above the threshold it answers',
    candidates: [article('a', 0.8), article('b', 0.7)],
    expected: { kind: 'answer', candidate: { articleId: 'a' } },
  },
  {
    because: 'exactly at the threshold it answers',
    candidates: [article('a', 0.62)],
    expected: { kind: 'answer' },
  },
  {
    because: 'below it offers at most three choices',
    candidates: [article('a', 0.6), article('b', 0.5), article('c', 0.4), article('d', 0.3)],
    expected: { kind: 'choices', candidates: [{ articleId: 'a' }, { articleId: 'b' }, { articleId: 'c' }] },
  },
  {
    because: 'the second time choices are no help',
    former: 'choices',
    candidates: [article('a', 0.5)],
    expected: { kind: 'hand_over', reason: 'not_sure', confidence: 0.5, threshold: 0.62 },
  },
  {
    because: 'without an idea it says so',
    candidates: [article('a', 0.1)],
    expected: { kind: 'hand_over', reason: 'not_sure' },
  },
  { because: 'an empty knowledge base knows nothing', candidates: [], expected: { kind: 'hand_over', confidence: 0 } },
  {
    because: 'a picture alone is for a person',
    text: ' ',
    candidates: [article('a', 1)],
    expected: { kind: 'hand_over', reason: 'not_text' },
  },
  {
    because: 'who asks for a person gets one, however sure the bot is',
    text: '转人工',
    candidates: [article('a', 1)],
    expected: { kind: 'hand_over', reason: 'asked' },
  },
])('$because', ({ text = '电脑开不了机', former, candidates, expected }) => {
  expect(decide({ text, formerDecision: former }, { threshold: 0.62, candidates })).toMatchObject(expected)
})

test.each([
  ['人工', true],
  ['转人工客服', true],
  ['我要找个真人', true],
  ['能不能帮我转客服', true],
  ['agent', true],
  ['I want to talk to a human', true],
  ['connect me with a representative please', true],
  ['人工智能怎么关闭', false],
  ['上门维修的人工费多少', false],
  ['the user agent string is wrong', false],
  ['电脑很卡', false],
])('%s asks for a person: %s', (text, expected) => {
  expect(asksForPerson(text)).toBe(expected)
})
