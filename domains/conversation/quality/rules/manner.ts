/** How an agent speaks. */
import { matcherOf, type Matcher } from '../../words/matcher.ts'
import type { Account, Said } from '../account.ts'
import { failed, NOT_APPLICABLE, passed, type Rule, type RuleSetting, type Verdict } from '../rule.ts'

/** Among so many of the agent's messages, from the start or from the end, a sentence is expected. */
const NEAR_EDGE = 3

export const greeting: Rule = {
  name: 'greeting',
  usual: {
    on: true,
    weight: 10,
    fatal: false,
    limit: null,
    phrases: [
      '你好',
      '您好',
      '早上好',
      '上午好',
      '下午好',
      '晚上好',
      '我来帮',
      '很高兴',
      'hello',
      'hi',
      'good morning',
      'good afternoon',
      'good evening',
      'let me look',
      'how can i help',
    ],
  },
  judge: (account, { phrases }) => expectedIn(agentOf(account).slice(0, NEAR_EDGE), phrases),
}

export const confirmation: Rule = {
  name: 'confirmation',
  usual: {
    on: true,
    weight: 10,
    fatal: false,
    limit: null,
    phrases: [
      '解决了吗',
      '可以了吗',
      '好了吗',
      '还有其他',
      '还有别的',
      '还有什么',
      '请再试',
      '请确认',
      '是否解决',
      '试一下',
      '试试',
      'does it work',
      'is it solved',
      'anything else',
      'please try',
      'try again',
      'please confirm',
      'working now',
    ],
  },
  judge: (account, { phrases }) => expectedIn(agentOf(account), phrases),
}

export const closingSentence: Rule = {
  name: 'closing',
  usual: {
    on: true,
    weight: 5,
    fatal: false,
    limit: null,
    phrases: [
      '感谢',
      '谢谢',
      '祝您',
      '祝你',
      '再见',
      '欢迎随时',
      '不客气',
      'thank you',
      'thanks',
      'bye',
      'goodbye',
      'have a nice',
      'have a good',
      'you are welcome',
    ],
  },
  judge: (account, { phrases }) => expectedIn(agentOf(account).slice(-NEAR_EDGE), phrases),
}

export const noBlame: Rule = {
  name: 'no_blame',
  usual: {
    on: true,
    weight: 10,
    fatal: false,
    limit: null,
    phrases: [
      '你自己',
      '您自己的问题',
      '不是我们的问题',
      '不关我',
      '我也没办法',
      '说过了',
      '怎么还不会',
      '找别人',
      'your own fault',
      'your fault',
      'not our problem',
      'not my problem',
      'i already told you',
      'nothing i can do',
    ],
  },
  judge: (account, { phrases }) => forbiddenIn(agentOf(account), phrases),
}

export const noSensitiveWord: Rule = {
  name: 'no_sensitive_word',
  usual: { on: true, weight: 15, fatal: true, limit: null, phrases: [] },
  judge: (account) => {
    if (agentOf(account).length === 0) return NOT_APPLICABLE
    return account.sensitive.length === 0 ? passed() : failed(account.sensitive)
  },
}

function agentOf({ said }: Account): Said[] {
  return said.filter(({ by }) => by === 'agent')
}

function expectedIn(said: readonly Said[], phrases: RuleSetting['phrases']): Verdict {
  if (said.length === 0) return NOT_APPLICABLE
  const matcher = matcherFor(phrases)
  const found = said.find(({ text }) => matcher.finds(text))
  return found ? passed([found.seq]) : failed(said.slice(-1).map(({ seq }) => seq))
}

function forbiddenIn(said: readonly Said[], phrases: RuleSetting['phrases']): Verdict {
  if (said.length === 0) return NOT_APPLICABLE
  const matcher = matcherFor(phrases)
  const found = said.filter(({ text }) => matcher.finds(text))
  return found.length === 0 ? passed() : failed(found.map(({ seq }) => seq))
}

/** One standard judges many conversations; its phrases are made ready once. */
const ready = new WeakMap<RuleSetting['phrases'], Matcher>()

function matcherFor(phrases: RuleSetting['phrases']): Matcher {
  const known = ready.get(phrases)
  if (known) return known
  const matcher = matcherOf(phrases)
  ready.set(phrases, matcher)
  return matcher
}
