/**
 * What the bot does with a question: it answers what it is sure of, offers three choices where it has an idea, and hands
 * over everything else. It never guesses: the threshold comes calibrated with the candidates. Pure.
 */
import type { Candidate, KnowledgeAnswer } from './knowledge-port.ts'

export type Decision =
  | { readonly kind: 'answer'; readonly candidate: Candidate; readonly threshold: number }
  | { readonly kind: 'choices'; readonly candidates: readonly Candidate[]; readonly threshold: number }
  | {
      readonly kind: 'hand_over'
      readonly reason: HandOverReason
      readonly confidence: number | null
      readonly threshold: number | null
    }

export type HandOverReason = 'asked' | 'not_sure' | 'not_text' | 'no_knowledge' | 'not_helped' | 'quota'

export interface Asked {
  /** All that the customer has written since the last turn. */
  readonly text: string
  /** What the bot did last in this conversation. */
  readonly formerDecision: string | undefined
}

export const CHOICES_MAX = 3
/** An article this far below the threshold is not even offered. */
const PLAUSIBLE_SHARE = 0.35

export function decide({ text, formerDecision }: Asked, knowledge: KnowledgeAnswer | undefined): Decision {
  if (asksForPerson(text)) return handOver('asked')
  if (text.trim() === '') return handOver('not_text')
  if (!knowledge) return handOver('no_knowledge')
  const { threshold, candidates } = knowledge
  const best = candidates[0]
  if (best && best.confidence >= threshold) return { kind: 'answer', candidate: best, threshold }
  const plausible = candidates.filter(({ confidence }) => confidence >= threshold * PLAUSIBLE_SHARE)
  // Whoever was given choices and asks again has found none of them right.
  if (plausible.length > 0 && formerDecision !== 'choices') {
    return { kind: 'choices', candidates: plausible.slice(0, CHOICES_MAX), threshold }
  }
  return { ...handOver('not_sure'), confidence: best?.confidence ?? 0, threshold }
}

export function handOver(reason: HandOverReason): Extract<Decision, { kind: 'hand_over' }> {
  return { kind: 'hand_over', reason, confidence: null, threshold: null }
}

const CHINESE =
  /(转|找|要|叫|接|换|联系|呼叫)?(人工|真人|活人|客服人员|人工客服)|(转|找|要|叫|接|换)一?(个|位|下)?(客服|人)(?!工?智能)/
const NOT_MEANT = /人工智能|人工费|人工(湖|成本|标注|审核|智障)/
const ENGLISH =
  /\b(human|live (agent|person|chat)|real (person|human|agent)|(speak|talk|chat|connect)( me)?( to| with) (a |an |some)?(person|human|agent|someone|somebody|representative|operator)|representative|operator)\b/i

/** `人工`, `转人工`, `I want to talk to a human`. Always honoured. */
export function asksForPerson(text: string): boolean {
  if (/^(agent|人|客服)$/i.test(text.trim())) return true
  return ENGLISH.test(text) || (CHINESE.test(text) && !NOT_MEANT.test(text))
}
