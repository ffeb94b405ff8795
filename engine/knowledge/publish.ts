import { clock, type Context, type Problem } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { getArticle, lockArticle, type Article, type ArticleText } from './article.ts'
import { knowledgeRefusals } from './errors.ts'
import { articlePublished, articleRetired, articleReviewRequested } from './events.ts'
import { nextMark, putLive, removeLive } from './live/live.ts'
import { moveArticle } from './write.ts'

/** Asks somebody, or anybody who may publish, to read the draft. */
export async function requestReview(tx: Tx, context: Context, id: string, reviewerId: string | null): Promise<Article> {
  const article = await lockArticle(tx, context, id)
  refuseIncomplete(article)
  await moveArticle(tx, context, article, 'request-review')
  await tx.run(sql`
    update engine.article set reviewer_id = ${reviewerId}, review_note = null
    where tenant_id = ${context.tenantId} and id = ${id}`)
  await emit(tx, context, articleReviewRequested, { articleId: id, reviewerId })
  return getArticle(tx, context, id)
}

export async function sendBack(tx: Tx, context: Context, id: string, note: string): Promise<Article> {
  await moveArticle(tx, context, await lockArticle(tx, context, id), 'send-back')
  await tx.run(sql`
    update engine.article set review_note = ${note} where tenant_id = ${context.tenantId} and id = ${id}`)
  return getArticle(tx, context, id)
}

/** Puts the working copy before the readers: revision, live texts, mark and event in one transaction. */
export async function publishArticle(tx: Tx, context: Context, id: string): Promise<Article> {
  const article = await lockArticle(tx, context, id)
  refuseIncomplete(article)
  await moveArticle(tx, context, article, 'publish')
  const mark = await nextMark(tx, context)
  const revision = article.revision + 1
  const { audience, tags, texts, questions } = article
  await tx.run(sql`
    insert into engine.article_revision (tenant_id, article_id, revision, audience, tags, texts, published_by, published_at)
    values (${context.tenantId}, ${id}, ${revision}, ${audience}, ${[...tags]}, ${JSON.stringify(texts)},
      ${context.actor.id}, ${clock.date()})`)
  await putLive(tx, context, id, { audience, tags, texts }, questions)
  await tx.run(sql`
    update engine.article set revision = ${revision}, live = true, mark = ${mark}, review_note = null
    where tenant_id = ${context.tenantId} and id = ${id}`)
  const locales = texts.map(({ locale }) => locale)
  await emit(tx, context, articlePublished, { articleId: id, revision, audience, locales })
  return getArticle(tx, context, id)
}

/** Takes the article away from its readers; its revisions stay. */
export async function retireArticle(tx: Tx, context: Context, id: string): Promise<Article> {
  const article = await lockArticle(tx, context, id)
  await moveArticle(tx, context, article, 'retire')
  const mark = await nextMark(tx, context)
  await removeLive(tx, context, id)
  await tx.run(sql`
    update engine.article set live = false, mark = ${mark} where tenant_id = ${context.tenantId} and id = ${id}`)
  if (article.live) await emit(tx, context, articleRetired, { articleId: id })
  return getArticle(tx, context, id)
}

export async function reviveArticle(tx: Tx, context: Context, id: string): Promise<Article> {
  await moveArticle(tx, context, await lockArticle(tx, context, id), 'revive')
  return getArticle(tx, context, id)
}

function refuseIncomplete({ texts }: Article): void {
  const problems = texts.length === 0 ? [{ path: '/texts', message: 'has no language yet' }] : texts.flatMap(gapsOf)
  if (problems.length > 0) throw knowledgeRefusals.articleIncomplete({}, problems)
}

function gapsOf({ title, body }: ArticleText, index: number): Problem[] {
  return [
    ...(title.trim() === '' ? [{ path: `/texts/${index}/title`, message: 'is empty' }] : []),
    ...(body.trim() === '' ? [{ path: `/texts/${index}/body`, message: 'is empty' }] : []),
  ]
}
