/** Whether the customer was answered, and in time. */
import type { Account, Said } from '../account.ts'
import { failed, NOT_APPLICABLE, passed, type Rule } from '../rule.ts'

export const firstResponse: Rule = {
  name: 'first_response',
  usual: { on: true, weight: 15, fatal: false, limit: 120, phrases: [] },
  judge({ said, queuedAtMs }, { limit }) {
    if (queuedAtMs === null) return NOT_APPLICABLE
    const first = said.find(({ by }) => by === 'agent')
    if (!first) return failed(lastOf(said, 'customer'))
    return first.atMs - queuedAtMs <= (limit ?? Infinity) * 1000 ? passed([first.seq]) : failed([first.seq])
  },
}

export const everyTurn: Rule = {
  name: 'every_turn',
  usual: { on: true, weight: 15, fatal: false, limit: 180, phrases: [] },
  judge(account, { limit }) {
    const turns = turnsOf(account)
    if (turns.length === 0) return NOT_APPLICABLE
    const late = turns.filter(({ asked, answered }) => answered.atMs - asked.atMs > (limit ?? Infinity) * 1000)
    return late.length === 0 ? passed() : failed(late.map(({ asked }) => asked.seq))
  },
}

interface Turn {
  readonly asked: Said
  readonly answered: Said
}

/** From each first unanswered message to the agent's answer; the first one is the first response's. */
function turnsOf({ said }: Account): Turn[] {
  const turns: Turn[] = []
  let asked: Said | undefined
  let served = false
  for (const message of said) {
    if (message.by === 'customer') asked ??= message
    if (message.by !== 'agent') continue
    if (asked && served) turns.push({ asked, answered: message })
    asked = undefined
    served = true
  }
  return turns
}

const QUESTION =
  /[?？]|[吗么呢嘛]\s*[。！!~～]*$|怎么|如何|什么|哪[里个]|为什么|几点|多久|^(how|what|when|where|why|who|which|can|could|do|does|is|are|will)\b/iu

export const lastQuestion: Rule = {
  name: 'last_question',
  usual: { on: true, weight: 10, fatal: false, limit: null, phrases: [] },
  judge({ said }) {
    const asked = said.filter(({ by }) => by === 'customer')
    // Who writes first wants something, in whatever form he says it.
    const last = asked.findLast(({ text }) => QUESTION.test(text.trim())) ?? asked[0]
    if (!last) return NOT_APPLICABLE
    const answered = said.some(({ by, seq }) => (by === 'agent' || by === 'bot') && seq > last.seq)
    return answered ? passed([last.seq]) : failed([last.seq])
  },
}

function lastOf(said: readonly Said[], by: Said['by']): number[] {
  const last = said.findLast((message) => message.by === by)
  return last ? [last.seq] : []
}
