import type { TFunction } from 'i18next'
import type { MacroStep } from '../../contract.ts'

/** One step as a sentence. `queueName` names the queue that it hands over to. */
export function stepInWords(t: TFunction, step: MacroStep, queueName?: string): string {
  switch (step.kind) {
    case 'reply':
    case 'note':
      return step.text
    case 'tag':
      return step.tags.join(', ')
    case 'priority':
      return t(`priority.${step.priority}`)
    case 'hand_over':
      return queueName ?? ''
    case 'close':
      return t(step.survey ? 'macro.closeAndAsk' : 'macro.close', { reason: t(`closeReason.${step.reason}`) })
  }
}

/** All that a macro does, in one line. */
export function stepsInWords(t: TFunction, steps: readonly MacroStep[]): string {
  return steps.map(({ kind }) => t(`step.${kind}`)).join(' → ')
}
