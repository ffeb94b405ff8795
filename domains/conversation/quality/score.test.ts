import { describe, expect, test } from 'vitest'
import type { Account, Said, Speaker } from './account.ts'
import type { Outcome } from './rule.ts'
import { RULES } from './rules/all.ts'
import { scoreOf, weigh } from './score.ts'

/** `c@0 …` the customer after 0 seconds, `a@30 …` the agent after 30; the place is the number of the line. */
function told(...lines: string[]): Said[] {
  const voices: Record<string, Speaker> = { c: 'customer', a: 'agent', b: 'bot' }
  return lines.map((line, index) => {
    const [, voice = '', at = '', text = ''] = /^(\w)@(\d+) (.*)$/.exec(line) ?? []
    return { seq: index + 1, by: voices[voice]!, text, atMs: Number(at) * 1000 }
  })
}

function account(lines: string[], more: Partial<Account> = {}): Account {
  return { said: told(...lines), handOvers: [], queuedAtMs: 0, rating: null, sensitive: [], ...more }
}

interface Case {
  readonly rule: string
  readonly account: Account
  readonly outcome: Outcome
  readonly evidence?: number[]
  readonly because: string
}

const cases: Case[] = [
  {
    rule: 'greeting',
    account: account(['c@0 在吗', 'a@5 您好，请讲']),
    outcome: 'passed',
    evidence: [2],
    because: 'he greets',
  },
  {
    rule: 'greeting',
    account: account(['c@0 hey', 'a@5 this is it']),
    outcome: 'failed',
    because: 'hi within this is no greeting',
  },
  {
    rule: 'greeting',
    account: account(['c@0 在吗', 'b@1 你好']),
    outcome: 'not_applicable',
    because: 'no agent spoke',
  },
  {
    rule: 'first_response',
    account: account(['c@0 在吗', 'a@120 在']),
    outcome: 'passed',
    because: 'the limit is still in time',
  },
  {
    rule: 'first_response',
    account: account(['c@0 在吗', 'a@121 在']),
    outcome: 'failed',
    evidence: [2],
    because: 'a second too late',
  },
  {
    rule: 'first_response',
    account: account(['c@0 在吗']),
    outcome: 'failed',
    evidence: [1],
    because: 'nobody ever answered',
  },
  {
    rule: 'first_response',
    account: account(['c@0 在吗'], { queuedAtMs: null }),
    outcome: 'not_applicable',
    because: 'the bot alone had it',
  },
  {
    rule: 'every_turn',
    account: account(['c@0 一', 'a@9 二', 'c@20 三', 'c@30 四', 'a@201 五']),
    outcome: 'failed',
    evidence: [3],
    because: 'he waits from his first unanswered message',
  },
  {
    rule: 'every_turn',
    account: account(['c@0 一', 'a@9 二', 'c@20 三', 'a@200 五']),
    outcome: 'passed',
    because: 'just in time',
  },
  {
    rule: 'every_turn',
    account: account(['c@0 一', 'a@999 二']),
    outcome: 'not_applicable',
    because: 'the first response has a rule of its own',
  },
  {
    rule: 'last_question',
    account: account(['c@0 几点到', 'a@9 三点', 'c@20 谢谢']),
    outcome: 'passed',
    evidence: [1],
    because: 'thanks need no answer',
  },
  {
    rule: 'last_question',
    account: account(['c@0 几点到', 'a@9 三点', 'c@20 能早点吗']),
    outcome: 'failed',
    evidence: [3],
    because: 'the last question is open',
  },
  {
    rule: 'last_question',
    account: account(['c@0 打印机卡纸', 'b@2 请打开后盖']),
    outcome: 'passed',
    evidence: [1],
    because: 'what he came with counts as a question, and the bot answers, too',
  },
  {
    rule: 'confirmation',
    account: account(['c@0 x', 'a@9 请再试一次']),
    outcome: 'passed',
    evidence: [2],
    because: 'he asks to try',
  },
  { rule: 'closing', account: account(['c@0 x', 'a@9 Thank you']), outcome: 'passed', because: 'he thanks' },
  {
    rule: 'closing',
    account: account(['c@0 x', 'a@9 ok']),
    outcome: 'failed',
    evidence: [2],
    because: 'he just stops',
  },
  {
    rule: 'no_blame',
    account: account(['c@0 x', 'a@9 这不是我们的问题', 'a@10 好']),
    outcome: 'failed',
    evidence: [2],
    because: 'he puts it on others',
  },
  {
    rule: 'no_sensitive_word',
    account: account(['c@0 x', 'a@9 y'], { sensitive: [2] }),
    outcome: 'failed',
    evidence: [2],
    because: 'a listed word was said',
  },
  {
    rule: 'summarised',
    account: account([], {
      handOvers: [
        { seq: 3, summarised: true },
        { seq: 7, summarised: false },
      ],
    }),
    outcome: 'failed',
    evidence: [7],
    because: 'one of both was bare',
  },
  { rule: 'summarised', account: account([]), outcome: 'not_applicable', because: 'it was never handed over' },
  {
    rule: 'good_rating',
    account: account([], { rating: { value: 3, seq: 9 } }),
    outcome: 'failed',
    evidence: [9],
    because: '4 is the least',
  },
  {
    rule: 'good_rating',
    account: account([]),
    outcome: 'not_applicable',
    because: 'who says nothing says nothing bad',
  },
]

describe('rules', () => {
  test.each(cases)('$rule is $outcome: $because', ({ rule, account: given, outcome, evidence }) => {
    const { judge, usual } = RULES.find(({ name }) => name === rule)!
    const verdict = judge(given, usual)
    expect(verdict.outcome).toBe(outcome)
    if (evidence) expect(verdict.evidence).toEqual(evidence)
  })
})

test('the score is the share of weight that passed, of all that applied', () => {
  const result = (outcome: Outcome, weight: number, fatal = false) => ({ outcome, weight, fatal })
  expect(weigh([result('passed', 60), result('failed', 20), result('not_applicable', 99)])).toBe(75)
  expect(weigh([result('passed', 60), result('failed', 1, true)])).toBe(0)
  expect(weigh([result('not_applicable', 60)])).toBeNull()
  expect(weigh([result('passed', 0)])).toBeNull()
})

test('a rule that is switched off is not on the card, and another limit judges otherwise', () => {
  const given = account(['c@0 在吗', 'a@100 您好'])
  const usual = Object.fromEntries(RULES.map((rule) => [rule.name, rule.usual]))
  const strict = {
    ...usual,
    greeting: { ...usual['greeting']!, on: false },
    first_response: { ...usual['first_response']!, limit: 60 },
  }
  const { results } = scoreOf(given, strict)
  expect(results.some(({ rule }) => rule === 'greeting')).toBe(false)
  expect(results.find(({ rule }) => rule === 'first_response')).toMatchObject({ outcome: 'failed', weight: 15 })
})
