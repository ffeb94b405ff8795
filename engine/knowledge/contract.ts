import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, route } from '#engine/http/contract'

export const TITLE_LENGTH_MAX = 300
/** UTF-16 units; longer texts are several articles. */
export const BODY_LENGTH_MAX = 50_000

const locale = z.enum(['en', 'zh-CN'])
const audience = z.enum(['internal', 'customer']).meta({ description: '`customer` includes everybody inside' })
const state = z.enum(['draft', 'review', 'published', 'retired'])
const date = z.iso.date()
const tag = z.string().trim().min(1).max(60)
const tags = z.array(tag).max(30).default([])

const text = z.strictObject({
  locale,
  title: z.string().trim().max(TITLE_LENGTH_MAX),
  body: z.string().max(BODY_LENGTH_MAX).meta({ description: 'Markdown' }),
})
const question = z.strictObject({ locale, text: z.string().trim().min(1).max(TITLE_LENGTH_MAX) })

const draft = {
  audience,
  tags,
  texts: z
    .array(text)
    .max(2)
    .refine((texts) => new Set(texts.map((one) => one.locale)).size === texts.length, 'has a language twice'),
  reviewDue: date.nullable().default(null),
}

const article = z
  .object({
    id: z.uuid(),
    audience,
    tags: z.array(z.string()),
    state,
    revision: z.int().meta({ description: 'Of the last published revision; 0 before the first' }),
    live: z.boolean().meta({ description: 'Readers see the published revision' }),
    reviewerId: z.uuid().nullable(),
    reviewNote: z.string().nullable(),
    reviewDue: date.nullable(),
    texts: z.array(z.object({ locale, title: z.string(), body: z.string() })),
    questions: z.array(z.object({ locale, text: z.string() })),
    createdBy: z.string(),
    createdAt: instant,
    updatedAt: instant,
    version: z.int(),
  })
  .meta({ id: 'Article' })

const articleLine = z
  .object({
    id: z.uuid(),
    title: z.string(),
    locales: z.array(z.string()),
    audience,
    tags: z.array(z.string()),
    state,
    live: z.boolean(),
    revision: z.int(),
    reviewDue: date.nullable(),
    updatedAt: instant,
  })
  .meta({ id: 'ArticleLine' })

const publishedArticle = z
  .object({
    id: z.uuid(),
    audience,
    tags: z.array(z.string()),
    texts: z.array(z.object({ locale, title: z.string(), body: z.string() })),
  })
  .meta({ id: 'PublishedArticle' })

const hit = z
  .object({
    articleId: z.uuid(),
    locale: z.string(),
    title: z.string(),
    audience,
    tags: z.array(z.string()),
    score: z.number(),
    snippet: z.object({ text: z.string(), highlights: z.array(z.object({ start: z.int(), end: z.int() })) }),
  })
  .meta({ id: 'ArticleHit' })

const revision = z
  .object({
    revision: z.int(),
    audience,
    tags: z.array(z.string()),
    texts: z.array(z.object({ locale, title: z.string(), body: z.string() })),
    publishedBy: z.string(),
    publishedAt: instant,
  })
  .meta({ id: 'ArticleRevision' })

const step = (path: string, summary: string, may: string) => ({
  method: 'POST' as const,
  path: `/api/engine/articles/:id/${path}`,
  summary,
  may,
  params: idParams,
  out: article,
  refusals: ['engine.article-not-found', 'engine.article-step-impossible', 'engine.article-incomplete'],
})

/** Knowledge: articles in both languages, written, reviewed, published, found. */
export const knowledgeContract = {
  listArticles: route({
    method: 'GET',
    path: '/api/engine/articles',
    summary: 'Working copies, newest first',
    may: 'engine.articles.edit',
    query: pageQuery.extend({
      state: state.optional(),
      audience: audience.optional(),
      tag: tag.optional(),
      title: z.string().max(100).optional(),
      reviewDueBy: date.optional(),
    }),
    out: pageOf(articleLine),
  }),
  createArticle: route({
    method: 'POST',
    path: '/api/engine/articles',
    summary: 'Begin a draft',
    may: 'engine.articles.edit',
    body: z.strictObject(draft),
    out: article,
    status: 201,
  }),
  searchArticles: route({
    method: 'GET',
    path: '/api/engine/articles/search',
    summary: 'Published articles that answer a question, best first, with the place that answers',
    may: 'engine.articles.read',
    query: z.object({
      text: z.string().trim().min(1).max(500),
      locale: locale.optional(),
      tag: tag.optional(),
      limit: z.coerce.number().int().min(1).max(20).default(10),
    }),
    out: z.object({ items: z.array(hit) }),
  }),
  similarArticles: route({
    method: 'POST',
    path: '/api/engine/articles/similar',
    summary: 'Published articles about the same thing as a draft',
    may: 'engine.articles.edit',
    body: z.strictObject({
      id: z.uuid().optional(),
      title: z.string().max(TITLE_LENGTH_MAX),
      body: z.string().max(BODY_LENGTH_MAX).default(''),
    }),
    out: z.object({ items: z.array(hit) }),
  }),
  importArticles: route({
    method: 'POST',
    path: '/api/engine/articles/import',
    summary: 'Import CSV (question,answer,tags) or Markdown (a heading begins an article); all or nothing',
    may: 'engine.articles.publish',
    body: z.strictObject({
      format: z.enum(['csv', 'markdown']),
      content: z.string().min(1).max(900_000),
      audience,
      tags,
      publish: z.boolean().default(false),
    }),
    out: z.object({ created: z.int(), existing: z.int() }),
    refusals: ['engine.invalid-input'],
  }),
  readPublishedArticle: route({
    method: 'GET',
    path: '/api/engine/articles/:id/published',
    summary: 'What readers see',
    may: 'engine.articles.read',
    params: idParams,
    out: publishedArticle,
    refusals: ['engine.article-not-found'],
  }),
  readArticle: route({
    method: 'GET',
    path: '/api/engine/articles/:id',
    summary: 'The working copy with its questions',
    may: 'engine.articles.edit',
    params: idParams,
    out: article,
    refusals: ['engine.article-not-found'],
  }),
  editArticle: route({
    method: 'PUT',
    path: '/api/engine/articles/:id',
    summary: 'Change the working copy; readers go on seeing the published revision',
    may: 'engine.articles.edit',
    params: idParams,
    body: z.strictObject(draft),
    out: article,
    refusals: ['engine.article-not-found', 'engine.article-step-impossible', 'engine.version-conflict'],
  }),
  putArticleQuestions: route({
    method: 'PUT',
    path: '/api/engine/articles/:id/questions',
    summary: 'Replace the similar questions; of a published article they find it at once',
    may: 'engine.articles.edit',
    params: idParams,
    body: z.strictObject({ questions: z.array(question).max(200) }),
    out: article,
    refusals: ['engine.article-not-found'],
  }),
  listArticleRevisions: route({
    method: 'GET',
    path: '/api/engine/articles/:id/revisions',
    summary: 'Every revision that was published, newest first',
    may: 'engine.articles.edit',
    params: idParams,
    out: z.object({ items: z.array(revision) }),
  }),
  requestArticleReview: route({
    ...step('review', 'Ask for a review', 'engine.articles.edit'),
    body: z.strictObject({ reviewerId: z.uuid().nullable().default(null) }),
  }),
  sendBackArticle: route({
    ...step('send-back', 'Give the draft back to its author', 'engine.articles.publish'),
    body: z.strictObject({ note: z.string().trim().min(1).max(2000) }),
  }),
  publishArticle: route(step('publish', 'Put the working copy before the readers', 'engine.articles.publish')),
  retireArticle: route(step('retire', 'Take the article away from its readers', 'engine.articles.publish')),
  reviveArticle: route(step('revive', 'Begin a draft from a retired article', 'engine.articles.edit')),
} as const
