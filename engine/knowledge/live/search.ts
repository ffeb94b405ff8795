import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { Audience } from '../article.ts'
import { plainText } from '../plain-text.ts'
import { audiencesOf } from '../read.ts'
import { snippetOf, type Snippet } from './snippet.ts'
import { askedTokens } from './tokens.ts'

export interface ArticleHit {
  readonly articleId: string
  readonly locale: string
  readonly title: string
  readonly audience: Audience
  readonly tags: readonly string[]
  /** Comparable within one answer only. */
  readonly score: number
  readonly snippet: Snippet
}

export interface ArticleSearch {
  readonly text: string
  readonly locale?: string | undefined
  readonly tag?: string | undefined
  readonly limit: number
}

/** The published articles that answer best, each once, in the language that fits best; at most `limit`. */
export async function searchArticles(tx: Tx, context: Context, search: ArticleSearch): Promise<ArticleHit[]> {
  const asked = askedTokens(search.text)
  if (asked.length === 0) return []
  const rows = await tx.all(sql<Omit<ArticleHit, 'snippet'> & { body: string }>`
    select m.article_id as "articleId", m.locale, m.score, t.title, t.body, t.audience, t.tags
    from engine.match_live_texts(${asked}, ${audiencesOf(context)}, ${search.locale ?? null}, ${search.tag ?? null},
      ${search.limit * 2}) m
    join engine.live_text t on t.tenant_id = ${context.tenantId} and t.article_id = m.article_id and t.locale = m.locale
    order by m.score desc, m.article_id, m.locale`)
  const best = rows.filter((row, index) => rows.findIndex(({ articleId }) => articleId === row.articleId) === index)
  return best
    .slice(0, search.limit)
    .map(({ body, ...hit }) => ({ ...hit, snippet: snippetOf(search.text, plainText(body)) }))
}

/** Published articles about the same thing as this draft, for its author to look at before writing it twice. */
export async function similarArticles(
  tx: Tx,
  context: Context,
  draft: { readonly id?: string; readonly title: string; readonly body: string },
): Promise<ArticleHit[]> {
  const text = `${draft.title}\n${plainText(draft.body).slice(0, SIMILAR_CHARACTERS)}`
  const hits = await searchArticles(tx, context, { text, limit: SIMILAR_MAX + 1 })
  return hits.filter(({ articleId }) => articleId !== draft.id).slice(0, SIMILAR_MAX)
}

/** The beginning says what an article is about. */
const SIMILAR_CHARACTERS = 200
const SIMILAR_MAX = 5
