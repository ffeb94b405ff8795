import { z } from 'zod'
import { defineEvent } from '#engine/events'

const about = {
  aggregate: ({ articleId }: { articleId: string }) => `article:${articleId}`,
  topics: ({ articleId }: { articleId: string }) => ['engine.articles', `article:${articleId}`],
}

/** Readers see a new revision. */
export const articlePublished = defineEvent(
  'engine.article_published',
  z.object({
    articleId: z.uuid(),
    revision: z.int(),
    audience: z.enum(['internal', 'customer']),
    locales: z.array(z.string()),
  }),
  about,
)

/** Readers do not see the article any more. */
export const articleRetired = defineEvent('engine.article_retired', z.object({ articleId: z.uuid() }), about)

/** Somebody is asked to read an article before it is published. */
export const articleReviewRequested = defineEvent(
  'engine.article_review_requested',
  z.object({ articleId: z.uuid(), reviewerId: z.uuid().nullable() }),
  about,
)
