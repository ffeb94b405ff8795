/**
 * What could be answered, from what people have written before: published articles that customers may read, and canned
 * replies. Found by the engine of search, each with how sure that is. Nothing here needs a model, and nothing is sent.
 */
import type { Context } from '#engine/kernel'
import { createSearchIndex } from '#engine/search'
import type { Tx } from '#engine/store'
import type { Candidate, KnowledgeAnswer } from '../bot/knowledge-port.ts'
import { listCannedReplies } from '../inbox/canned-reply.ts'
import { wordsOf as placeholdersOf } from '../macros/words.ts'
import type { Parts } from '../parts.ts'
import { fillIn } from '../thread/placeholders.ts'
import { readTalk } from './asked.ts'

export interface Suggestion {
  readonly kind: 'article' | 'canned'
  readonly id: string
  readonly title: string
  readonly text: string
  readonly confidence: number
}

export interface Suggestions {
  readonly question: string
  readonly threshold: number
  readonly items: readonly Suggestion[]
}

const ITEMS_MAX = 5
/** Below this share of the threshold a text has nothing to do with the question. */
const PLAUSIBLE_SHARE = 0.35
const NO_KNOWLEDGE: KnowledgeAnswer = { threshold: 0.62, candidates: [] }

export async function suggestReplies(parts: Parts, context: Context, conversationId: string): Promise<Suggestions> {
  const { questions } = await parts.database.withTenant(context, (tx) => readTalk(tx, context, conversationId))
  let found: Suggestions = { question: '', threshold: NO_KNOWLEDGE.threshold, items: [] }
  for (const question of questions) {
    found = await suggestFor(parts, context, conversationId, question)
    if (found.items.length > 0) return found
  }
  return found
}

async function suggestFor(parts: Parts, context: Context, conversationId: string, question: string) {
  const { threshold, candidates } = await knowledgeFor(parts, context, question)
  const canned = await parts.database.withTenant(context, (tx) => cannedFor(tx, context, conversationId, question))
  const items = [...candidates.map(fromArticle), ...canned]
    .filter(({ confidence }) => confidence >= threshold * PLAUSIBLE_SHARE)
    .toSorted((a, b) => b.confidence - a.confidence)
  return { question, threshold, items: items.slice(0, ITEMS_MAX) }
}

/** The first of the questions that articles may answer, with these articles. */
export async function knowledgeForFirst(parts: Parts, context: Context, questions: readonly string[]) {
  for (const question of questions) {
    const found = await knowledgeFor(parts, context, question)
    if (found.candidates.length > 0) return found
  }
  return NO_KNOWLEDGE
}

async function knowledgeFor(parts: Parts, context: Context, question: string): Promise<KnowledgeAnswer> {
  if (!parts.knowledge) return NO_KNOWLEDGE
  const { threshold, candidates } = await parts.knowledge.answerFrom(context, question)
  return { threshold, candidates: candidates.filter(({ confidence }) => confidence >= threshold * PLAUSIBLE_SHARE) }
}

function fromArticle({ articleId, title, answer, confidence }: Candidate): Suggestion {
  return { kind: 'article', id: articleId, title, text: answer, confidence }
}

async function cannedFor(tx: Tx, context: Context, conversationId: string, question: string): Promise<Suggestion[]> {
  const replies = await listCannedReplies(tx, context)
  const index = createSearchIndex()
  for (const { cannedReplyId, title, text } of replies) index.add({ id: cannedReplyId, title, text })
  const hits = index.search(question, ITEMS_MAX)
  if (hits.length === 0) return []
  const words = await placeholdersOf(tx, context, conversationId)
  const byId = new Map(replies.map((reply) => [reply.cannedReplyId, reply]))
  return hits.map(({ id, score }) => {
    const { title, text } = byId.get(id)!
    return { kind: 'canned', id, title, text: fillIn(text, words), confidence: score }
  })
}
