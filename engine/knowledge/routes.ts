import { routes, type RouteSet } from '#engine/http'
import type { Context } from '#engine/kernel'
import type { Database, Tx } from '#engine/store'
import { getArticle, type Article } from './article.ts'
import { knowledgeContract } from './contract.ts'
import { importArticles } from './import/import-articles.ts'
import { searchArticles, similarArticles, type ArticleHit } from './live/search.ts'
import { publishArticle, requestReview, retireArticle, reviveArticle, sendBack } from './publish.ts'
import { listArticles, listRevisions, readPublished } from './read.ts'
import { createArticle, editArticle, putQuestions } from './write.ts'

export function knowledgeRoutes(database: Database): RouteSet {
  const inTenant = <T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context, work)
  const article = async (context: Context, work: (tx: Tx) => Promise<Article>) => shown(await inTenant(context, work))
  return routes(knowledgeContract, {
    listArticles: async ({ context, query }) => {
      const { items, next } = await inTenant(context, (tx) => listArticles(tx, context, query))
      return { items: items.map((line) => ({ ...line, tags: [...line.tags], locales: [...line.locales] })), next }
    },
    createArticle: ({ context, body }) =>
      article(context, async (tx) => (await createArticle(tx, context, body)).article),
    searchArticles: async ({ context, query }) => {
      const items = await inTenant(context, (tx) => searchArticles(tx, context, query))
      return { items: items.map(shownHit) }
    },
    similarArticles: async ({ context, body: { id, ...draft } }) => {
      const items = await inTenant(context, (tx) => similarArticles(tx, context, id ? { id, ...draft } : draft))
      return { items: items.map(shownHit) }
    },
    importArticles: ({ context, body }) => importArticles(database, context, body),
    readPublishedArticle: async ({ context, params }) => {
      const { tags, texts, ...published } = await inTenant(context, (tx) => readPublished(tx, context, params.id))
      return { ...published, tags: [...tags], texts: [...texts] }
    },
    readArticle: ({ context, params }) => article(context, (tx) => getArticle(tx, context, params.id)),
    editArticle: ({ context, params, body, expectedVersion }) =>
      article(context, (tx) => editArticle(tx, context, params.id, body, expectedVersion)),
    putArticleQuestions: ({ context, params, body }) =>
      article(context, (tx) => putQuestions(tx, context, params.id, body.questions)),
    listArticleRevisions: async ({ context, params }) => {
      const items = await inTenant(context, (tx) => listRevisions(tx, context, params.id))
      return { items: items.map((one) => ({ ...one, tags: [...one.tags], texts: [...one.texts] })) }
    },
    requestArticleReview: ({ context, params, body }) =>
      article(context, (tx) => requestReview(tx, context, params.id, body.reviewerId)),
    sendBackArticle: ({ context, params, body }) =>
      article(context, (tx) => sendBack(tx, context, params.id, body.note)),
    publishArticle: ({ context, params }) => article(context, (tx) => publishArticle(tx, context, params.id)),
    retireArticle: ({ context, params }) => article(context, (tx) => retireArticle(tx, context, params.id)),
    reviveArticle: ({ context, params }) => article(context, (tx) => reviveArticle(tx, context, params.id)),
  })
}

function shown({ tags, texts, questions, ...article }: Article) {
  return { ...article, tags: [...tags], texts: [...texts], questions: [...questions] }
}

function shownHit({ tags, snippet, ...hit }: ArticleHit) {
  return { ...hit, tags: [...tags], snippet: { text: snippet.text, highlights: [...snippet.highlights] } }
}
