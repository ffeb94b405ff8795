import { createKnowledgeIndex, plainText, readPublished } from '#engine/knowledge'
import type { Database } from '#engine/store'
import type { KnowledgePort } from '#domains/conversation'

/** Below this probability the bot does not answer by itself. */
const THRESHOLD = 0.62
const CANDIDATES = 5

/** The bot's way to the knowledge base; what is internal stays out of it. */
export function knowledgePort(database: Database): KnowledgePort {
  const index = createKnowledgeIndex(database)
  return {
    answerFrom: async (context, question) => {
      const { hits } = await index.answerFrom(context, question, { audience: 'customer', limit: CANDIDATES })
      return {
        threshold: THRESHOLD,
        candidates: hits.map(({ articleId, title, score, body }) => ({
          articleId,
          title,
          confidence: score,
          answer: plainText(body),
        })),
      }
    },
    findArticle: async (context, articleId) => {
      const article = await database.withTenant(context, (tx) => readPublished(tx, context, articleId))
      const [text] = article?.texts ?? []
      return text && { articleId, title: text.title, answer: plainText(text.body) }
    },
  }
}
