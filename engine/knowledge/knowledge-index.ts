/**
 * The published articles of each tenant in memory, for the bot: BM25 over titles, similar questions and texts with a
 * score that is a probability. Before each question the index catches up with what was published meanwhile by any
 * process, in one query that usually answers nothing; so it is never stale and needs no message to be kept fresh.
 */
import type { Context } from '#engine/kernel'
import { createSearchIndex, type SearchIndex } from '#engine/search'
import { sql, type Database } from '#engine/store'
import type { ArticleText, Audience } from './article.ts'
import { plainText } from './plain-text.ts'
import { snippetOf, type Snippet } from './live/snippet.ts'

export interface KnowledgeHit {
  readonly articleId: string
  readonly title: string
  readonly locale: string
  /** 0..1: how likely this article answers; comparable between questions. */
  readonly score: number
  readonly snippet: Snippet
  /** Markdown of the language that was asked in, where there is one. */
  readonly body: string
}

export interface KnowledgeIndex {
  /** The articles that answer, best first. An audience of `customer` never sees what is internal. */
  answerFrom(
    context: Pick<Context, 'tenantId'>,
    text: string,
    options: { readonly audience: Audience; readonly limit?: number },
  ): Promise<{ readonly hits: KnowledgeHit[] }>
}

interface Shelf {
  mark: bigint
  /** One index for each audience: a score depends on what else could be the answer. */
  readonly indexes: Readonly<Record<Audience, SearchIndex>>
  readonly texts: Map<string, readonly ArticleText[]>
}

interface Change {
  readonly id: string
  readonly mark: bigint
  readonly audience: Audience | null
  readonly texts: readonly ArticleText[]
  readonly questions: readonly string[]
}

/** Tenants whose articles are kept in memory; the one asked longest ago gives way. */
const TENANTS_MAX = 50

export function createKnowledgeIndex(database: Database): KnowledgeIndex {
  const shelves = new Map<string, Promise<Shelf>>()

  /** One after the other for each tenant: two questions at once must not read the same changes. */
  function caughtUp(tenantId: string): Promise<Shelf> {
    const before = shelves.get(tenantId) ?? Promise.resolve(emptyShelf())
    shelves.delete(tenantId)
    if (shelves.size >= TENANTS_MAX) shelves.delete(shelves.keys().next().value!)
    const fresh = before.catch(emptyShelf).then((shelf) => catchUp(database, tenantId, shelf))
    shelves.set(tenantId, fresh)
    return fresh
  }

  return {
    answerFrom: async ({ tenantId }, text, { audience, limit = 5 }) => {
      const { indexes, texts } = await caughtUp(tenantId)
      const hits = indexes[audience].search(text, limit)
      return { hits: hits.map(({ id, score }) => hitOf(id, score, text, texts.get(id)!)) }
    },
  }
}

function emptyShelf(): Shelf {
  return { mark: 0n, indexes: { internal: createSearchIndex(), customer: createSearchIndex() }, texts: new Map() }
}

async function catchUp(database: Database, tenantId: string, shelf: Shelf): Promise<Shelf> {
  const changes = await database.withTenant({ tenantId }, (tx) =>
    tx.all(sql<Change>`
      select a.id, a.mark,
        (select min(t.audience) from engine.live_text t where t.tenant_id = a.tenant_id and t.article_id = a.id) as audience,
        coalesce((select jsonb_agg(jsonb_build_object('locale', t.locale, 'title', t.title, 'body', t.body))
          from engine.live_text t where t.tenant_id = a.tenant_id and t.article_id = a.id), '[]') as texts,
        array(select q.text from engine.article_question q where q.tenant_id = a.tenant_id and q.article_id = a.id
          order by q.id) as questions
      from engine.article a where a.tenant_id = ${tenantId} and a.mark > ${shelf.mark} order by a.mark`),
  )
  for (const change of changes) {
    shelve(shelf, change)
    shelf.mark = change.mark
  }
  return shelf
}

function shelve({ indexes, texts }: Shelf, change: Change): void {
  for (const index of Object.values(indexes)) index.remove(change.id)
  texts.delete(change.id)
  if (change.audience === null) return
  texts.set(change.id, change.texts)
  // All languages of an article are one document: they must not compete with one another for being the answer.
  const document = {
    id: change.id,
    title: change.texts.map(({ title }) => title).join('\n'),
    text: [...change.questions, ...change.texts.map(({ body }) => plainText(body))].join('\n'),
  }
  indexes.internal.add(document)
  if (change.audience === 'customer') indexes.customer.add(document)
}

function hitOf(articleId: string, score: number, asked: string, texts: readonly ArticleText[]): KnowledgeHit {
  const wanted = /\p{Script=Han}/u.test(asked) ? 'zh-CN' : 'en'
  const { title, locale, body } = texts.find((text) => text.locale === wanted) ?? texts[0]!
  return { articleId, title, locale, score, snippet: snippetOf(asked, plainText(body)), body }
}
