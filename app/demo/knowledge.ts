import type { Context } from '#engine/kernel'
import { createArticle, publishArticle, putQuestions } from '#engine/knowledge'
import type { Database } from '#engine/store'
import { ARTICLES } from './articles.ts'

/** What the bot knows at the demo company. */
export async function seedKnowledge(database: Database, context: Context): Promise<void> {
  for (const [index, { zh, en, questions, tags }] of ARTICLES.entries()) {
    await database.withTenant(context, async (tx) => {
      const { article } = await createArticle(tx, context, {
        audience: 'customer',
        tags,
        texts: [{ locale: 'zh-CN', ...zh }, ...(en ? [{ locale: 'en' as const, ...en }] : [])],
        reviewDue: null,
        source: `demo:${index}`,
      })
      await putQuestions(tx, context, article.id, questions)
      await publishArticle(tx, context, article.id)
    })
  }
}
