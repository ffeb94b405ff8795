import type { Context, Page } from '#engine/kernel'
import { beyond, sql, toPage, type Tx } from '#engine/store'
import type { ArticleText, Audience } from './article.ts'
import type { ArticleState } from './article-state.ts'
import { knowledgeRefusals } from './errors.ts'
import { readLive } from './live/live.ts'

/** One line of the editor's list. */
export interface ArticleLine {
  readonly id: string
  /** In the reader's language where there is one. */
  readonly title: string
  readonly locales: readonly string[]
  readonly audience: Audience
  readonly tags: readonly string[]
  readonly state: ArticleState
  readonly live: boolean
  readonly revision: number
  readonly reviewDue: string | null
  readonly updatedAt: string
}

export interface ArticleFilter {
  readonly state?: ArticleState | undefined
  readonly audience?: Audience | undefined
  readonly tag?: string | undefined
  /** Part of a title. */
  readonly title?: string | undefined
  /** Only those whose review is due on or before this day. */
  readonly reviewDueBy?: string | undefined
  readonly limit: number
  readonly after?: string | undefined
}

/** Working copies, newest first. */
export async function listArticles(tx: Tx, context: Context, filter: ArticleFilter): Promise<Page<ArticleLine>> {
  const { state = null, audience = null, tag = null, title = null, reviewDueBy = null, limit, after } = filter
  const rows = await tx.all(sql<ArticleLine>`
    select a.id, a.audience, a.tags, a.state, a.live, a.revision, a.review_due as "reviewDue", a.updated_at as "updatedAt",
      coalesce(t.title, '') as title, coalesce(t.locales, '{}') as locales
    from engine.article a left join lateral (
      select (array_agg(title order by (locale = ${context.locale}) desc, locale))[1] as title,
        array_agg(locale order by locale) as locales
      from engine.article_text t where t.tenant_id = a.tenant_id and t.article_id = a.id) t on true
    where a.tenant_id = ${context.tenantId} and (${state}::text is null or a.state = ${state})
      and (${audience}::text is null or a.audience = ${audience}) and (${tag}::text is null or ${tag} = any(a.tags))
      and (${reviewDueBy}::date is null or a.review_due <= ${reviewDueBy})
      and (${title}::text is null or exists (
        select from engine.article_text m where m.tenant_id = a.tenant_id and m.article_id = a.id
          and strpos(lower(m.title), lower(${title})) > 0))
      and ${beyond(['a.id'], after, 'desc')}
    order by a.id desc limit ${limit + 1}`)
  return toPage(rows, limit, ({ id }) => [id])
}

/** What a reader sees of an article. */
export interface PublishedArticle {
  readonly id: string
  readonly audience: Audience
  readonly tags: readonly string[]
  readonly texts: readonly ArticleText[]
}

/** The published article; for a caller of a customer only when it is meant for customers. */
export async function readPublished(tx: Tx, context: Context, id: string): Promise<PublishedArticle> {
  const texts = await readLive(tx, context, id)
  const [first] = texts
  if (!first || !audiencesOf(context).includes(first.audience)) throw knowledgeRefusals.articleNotFound()
  const shown = texts.map(({ locale, title, body }) => ({ locale, title, body }))
  return { id, audience: first.audience, tags: first.tags, texts: shown }
}

/** Callers of a customer, and the bot that talks to them, read only what is meant for customers. */
export function audiencesOf({ actor }: Pick<Context, 'actor'>, audience: Audience = 'internal'): Audience[] {
  return actor.customerId !== undefined || audience === 'customer' ? ['customer'] : ['internal', 'customer']
}

export interface ArticleRevision {
  readonly revision: number
  readonly audience: Audience
  readonly tags: readonly string[]
  readonly texts: readonly ArticleText[]
  readonly publishedBy: string
  readonly publishedAt: string
}

/** Every revision that was published, newest first. */
export function listRevisions(tx: Tx, { tenantId }: Context, id: string): Promise<ArticleRevision[]> {
  return tx.all(sql<ArticleRevision>`
    select revision, audience, tags, texts, published_by as "publishedBy", published_at as "publishedAt"
    from engine.article_revision where tenant_id = ${tenantId} and article_id = ${id} order by revision desc limit 100`)
}
