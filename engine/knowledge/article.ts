import { sql, type Tx } from '#engine/store'
import type { Context, Locale } from '#engine/kernel'
import type { ArticleState } from './article-state.ts'
import { knowledgeRefusals } from './errors.ts'

/** Who may read a published article; `customer` includes everybody inside. */
export type Audience = 'internal' | 'customer'

export interface ArticleText {
  readonly locale: Locale
  readonly title: string
  /** Markdown. */
  readonly body: string
}

/** Another way of asking what the article answers (扩展问). */
export interface ArticleQuestion {
  readonly locale: Locale
  readonly text: string
}

export interface Article {
  readonly id: string
  readonly audience: Audience
  readonly tags: readonly string[]
  readonly state: ArticleState
  /** Of the last published revision; 0 before the first. */
  readonly revision: number
  /** Readers see the published revision. */
  readonly live: boolean
  readonly reviewerId: string | null
  /** What the reviewer wrote when sending it back. */
  readonly reviewNote: string | null
  /** `YYYY-MM-DD`, when somebody should look whether it is still true. */
  readonly reviewDue: string | null
  readonly texts: readonly ArticleText[]
  readonly questions: readonly ArticleQuestion[]
  readonly createdBy: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly version: number
}

const ARTICLE_COLUMNS = sql.raw(`a.id, a.audience, a.tags, a.state, a.revision, a.live,
  a.reviewer_id as "reviewerId", a.review_note as "reviewNote", a.review_due as "reviewDue", a.created_by as "createdBy",
  a.created_at as "createdAt", a.updated_at as "updatedAt", a.version`)

const TEXTS = sql.raw(`coalesce((
    select jsonb_agg(jsonb_build_object('locale', t.locale, 'title', t.title, 'body', t.body) order by t.locale desc)
    from engine.article_text t where t.tenant_id = a.tenant_id and t.article_id = a.id), '[]') as texts,
  coalesce((
    select jsonb_agg(jsonb_build_object('locale', q.locale, 'text', q.text) order by q.id)
    from engine.article_question q where q.tenant_id = a.tenant_id and q.article_id = a.id), '[]') as questions`)

/** The working copy. */
export async function getArticle(tx: Tx, { tenantId }: Pick<Context, 'tenantId'>, id: string): Promise<Article> {
  const article = await tx.find(sql<Article>`
    select ${ARTICLE_COLUMNS}, ${TEXTS} from engine.article a where a.tenant_id = ${tenantId} and a.id = ${id}`)
  if (!article) throw knowledgeRefusals.articleNotFound()
  return article
}

/** The working copy, closed to other changes until the end of the transaction. */
export async function lockArticle(tx: Tx, context: Pick<Context, 'tenantId'>, id: string): Promise<Article> {
  await tx.run(sql`select from engine.article where tenant_id = ${context.tenantId} and id = ${id} for update`)
  return getArticle(tx, context, id)
}
