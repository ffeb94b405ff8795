import { clock, newId, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { httpRefusals } from '#engine/http'
import { sql, type Tx } from '#engine/store'
import {
  getArticle,
  lockArticle,
  type Article,
  type ArticleQuestion,
  type ArticleText,
  type Audience,
} from './article.ts'
import { afterStep, type ArticleStep } from './article-state.ts'
import { knowledgeRefusals } from './errors.ts'
import { nextMark, putLive, readLive } from './live/live.ts'

export interface ArticleDraft {
  readonly audience: Audience
  readonly tags: readonly string[]
  readonly texts: readonly ArticleText[]
  readonly reviewDue: string | null
}

/** Makes a draft. The same source answers the same article, unchanged. */
export async function createArticle(
  tx: Tx,
  context: Context,
  draft: ArticleDraft & { readonly source?: string },
): Promise<{ article: Article; isNew: boolean }> {
  const { tenantId, actor } = context
  const now = clock.date()
  const made = await tx.find(sql<{ id: string }>`
    insert into engine.article (tenant_id, id, audience, tags, state, review_due, source, created_by, created_at, updated_at)
    values (${tenantId}, ${newId()}, ${draft.audience}, ${[...draft.tags]}, 'draft', ${draft.reviewDue},
      ${draft.source ?? null}, ${actor.id}, ${now}, ${now})
    on conflict (tenant_id, source) do nothing returning id`)
  const id = made?.id ?? (await idOfSource(tx, context, draft.source!))
  if (made) {
    await putTexts(tx, context, id, draft.texts)
    await audit(tx, context, {
      action: 'engine.article.create',
      subject: `article:${id}`,
      after: titlesOf(draft.texts),
    })
  }
  return { article: await getArticle(tx, context, id), isNew: made !== undefined }
}

async function idOfSource(tx: Tx, { tenantId }: Context, source: string): Promise<string> {
  const { id } = await tx.one(sql<{ id: string }>`
    select id from engine.article where tenant_id = ${tenantId} and source = ${source}`)
  return id
}

/** Changes the working copy; readers go on seeing the published revision. */
export async function editArticle(
  tx: Tx,
  context: Context,
  id: string,
  draft: ArticleDraft,
  expectedVersion: number | undefined,
): Promise<Article> {
  const before = await lockArticle(tx, context, id)
  if (expectedVersion !== undefined && expectedVersion !== before.version) throw httpRefusals.versionConflict()
  await tx.run(sql`
    update engine.article set audience = ${draft.audience}, tags = ${[...draft.tags]}, review_due = ${draft.reviewDue}
    where tenant_id = ${context.tenantId} and id = ${id}`)
  await putTexts(tx, context, id, draft.texts)
  await moveArticle(tx, context, before, 'edit')
  return getArticle(tx, context, id)
}

async function putTexts(tx: Tx, { tenantId }: Context, id: string, texts: readonly ArticleText[]): Promise<void> {
  await tx.run(sql`delete from engine.article_text where tenant_id = ${tenantId} and article_id = ${id}`)
  for (const { locale, title, body } of texts) {
    await tx.run(sql`
      insert into engine.article_text (tenant_id, article_id, locale, title, body)
      values (${tenantId}, ${id}, ${locale}, ${title}, ${body})`)
  }
}

/** Takes one step in the life of the article, with its trace. */
export async function moveArticle(tx: Tx, context: Context, article: Article, step: ArticleStep): Promise<void> {
  const state = afterStep(article.state, step)
  if (!state) throw knowledgeRefusals.articleStepImpossible({ step, state: article.state })
  await tx.run(sql`
    update engine.article set state = ${state}, updated_at = ${clock.date()}, version = version + 1
    where tenant_id = ${context.tenantId} and id = ${article.id}`)
  const subject = `article:${article.id}`
  await audit(tx, context, {
    action: `engine.article.${step}`,
    subject,
    before: { state: article.state },
    after: { state },
  })
}

/** Replaces the similar questions; of a live article they find it at once. */
export async function putQuestions(
  tx: Tx,
  context: Context,
  id: string,
  questions: readonly ArticleQuestion[],
): Promise<Article> {
  const { tenantId } = context
  const { live } = await lockArticle(tx, context, id)
  await tx.run(sql`delete from engine.article_question where tenant_id = ${tenantId} and article_id = ${id}`)
  await tx.run(sql`
    insert into engine.article_question (tenant_id, id, article_id, locale, text)
    select ${tenantId}, n, ${id}, l, t from unnest(${questions.map(() => newId())}::uuid[],
      ${questions.map(({ locale }) => locale)}::text[], ${questions.map(({ text }) => text)}::text[]) as q (n, l, t)
    on conflict (tenant_id, article_id, text) do nothing`)
  await tx.run(sql`
    update engine.article set version = version + 1, updated_at = ${clock.date()}
    where tenant_id = ${tenantId} and id = ${id}`)
  if (live) await refreshLive(tx, context, id, questions)
  return getArticle(tx, context, id)
}

async function refreshLive(tx: Tx, context: Context, id: string, questions: readonly ArticleQuestion[]): Promise<void> {
  const mark = await nextMark(tx, context)
  const texts = await readLive(tx, context, id)
  const { audience, tags } = texts[0]!
  await putLive(tx, context, id, { audience, tags, texts }, questions)
  await tx.run(sql`update engine.article set mark = ${mark} where tenant_id = ${context.tenantId} and id = ${id}`)
}

export function titlesOf(texts: readonly ArticleText[]): Record<string, string> {
  return Object.fromEntries(texts.map(({ locale, title }) => [locale, title]))
}
