import type { StatusShape } from '#kit/ui'
import type { ArticleState } from './api.ts'

const SHAPES: Readonly<Record<ArticleState, StatusShape>> = {
  draft: 'new',
  review: 'half',
  published: 'done',
  retired: 'hold',
}

export function articleShape(state: ArticleState): StatusShape {
  return SHAPES[state]
}

/** The text that a reader of this language is shown: his own, or the other. */
export function textFor<T extends { readonly locale: string }>(texts: readonly T[], locale: string): T | undefined {
  return texts.find((text) => text.locale === locale) ?? texts[0]
}
