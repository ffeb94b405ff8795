/**
 * The life of an article's working copy. Readers see the last published revision, whatever becomes of the copy,
 * until the article is retired.
 *
 *   draft ──request review──▶ review ──publish──▶ published ──edit──▶ draft …
 *            ◀──send back──                └─retire─▶ retired ──revive──▶ draft
 */
export type ArticleState = 'draft' | 'review' | 'published' | 'retired'
export type ArticleStep = 'edit' | 'request-review' | 'send-back' | 'publish' | 'retire' | 'revive'

const STEPS: Readonly<Record<ArticleStep, { from: readonly ArticleState[]; to: ArticleState }>> = {
  edit: { from: ['draft', 'review', 'published'], to: 'draft' },
  'request-review': { from: ['draft'], to: 'review' },
  'send-back': { from: ['review'], to: 'draft' },
  publish: { from: ['draft', 'review'], to: 'published' },
  retire: { from: ['draft', 'review', 'published'], to: 'retired' },
  revive: { from: ['retired'], to: 'draft' },
}

/** The state after a step; undefined when the step is not possible now. */
export function afterStep(state: ArticleState, step: ArticleStep): ArticleState | undefined {
  const { from, to } = STEPS[step]
  return from.includes(state) ? to : undefined
}
