/** The language model as agents meet it: a text, or the honest reason why there is none and until when. */
import type { ChatMessage, WhyNot } from '#engine/ai'
import type { Context } from '#engine/kernel'
import type { Parts } from '../parts.ts'

export type NoText = {
  readonly kind: 'none'
  readonly because: WhyNot | 'no-source' | 'nothing-asked'
  readonly until: string | null
}
export type ModelText = { readonly kind: 'text'; readonly text: string } | NoText

export interface ModelStanding {
  readonly model: 'absent' | 'ready' | 'resting' | 'over-budget'
  readonly until: string | null
}

export async function standingOf({ model }: Parts, context: Context): Promise<ModelStanding> {
  const state = (await model?.state(context)) ?? { kind: 'absent' as const }
  return { model: state.kind, until: 'until' in state ? state.until : null }
}

export async function ask(
  parts: Parts,
  context: Context,
  purpose: string,
  messages: readonly ChatMessage[],
): Promise<ModelText> {
  if (!parts.model) return noText('not-configured')
  const answer = await parts.model.chat(context, { purpose: `conversation.${purpose}`, messages })
  if (answer.kind === 'answer') {
    const text = answer.value.trim()
    return text === '' ? noText('unreadable') : { kind: 'text', text }
  }
  return noText(answer.because, (await standingOf(parts, context)).until)
}

export function noText(because: NoText['because'], until: string | null = null): NoText {
  return { kind: 'none', because, until }
}

/** What others wrote is told as a thing to read: it is never an instruction to the model. */
export function quoted(name: string, text: string): string {
  return `<${name}>\n${text.replaceAll(`</${name}>`, '')}\n</${name}>`
}

export const LANGUAGES = { en: 'English', 'zh-CN': 'Simplified Chinese' } as const
