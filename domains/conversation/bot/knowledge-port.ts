import type { Context } from '#engine/kernel'

/** What the bot needs of the knowledge base: articles that may answer, and how sure that is. */
export interface KnowledgePort {
  /** Candidates for a customer's question, best first; confidences are calibrated probabilities. */
  answerFrom(context: Context, question: string): Promise<KnowledgeAnswer>
  /** The article behind a choice that a customer took. */
  findArticle(context: Context, articleId: string): Promise<Article | undefined>
}

export interface KnowledgeAnswer {
  /** Below this confidence the bot does not answer; fitted on the tenant's own questions. */
  readonly threshold: number
  readonly candidates: readonly Candidate[]
}

export interface Candidate extends Article {
  readonly confidence: number
}

export interface Article {
  readonly articleId: string
  readonly title: string
  /** What to tell the customer, as plain text. */
  readonly answer: string
  readonly updatedAt?: string
}
