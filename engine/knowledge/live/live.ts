import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { ArticleQuestion, ArticleText, Audience } from '../article.ts'
import { plainText } from '../plain-text.ts'
import { searchVector } from './tokens.ts'

/** What readers see of an article from now on. */
export interface LiveArticle {
  readonly audience: Audience
  readonly tags: readonly string[]
  readonly texts: readonly ArticleText[]
}

/** Puts a revision before the readers in place of the one before. */
export async function putLive(
  tx: Tx,
  context: Pick<Context, 'tenantId'>,
  articleId: string,
  live: LiveArticle,
  questions: readonly ArticleQuestion[],
): Promise<void> {
  await removeLive(tx, context, articleId)
  for (const { locale, title, body } of live.texts) {
    const asked = questions.filter((question) => question.locale === locale).map(({ text }) => text)
    const search = searchVector([
      { text: title, weight: 'A' },
      { text: asked.join('\n'), weight: 'B' },
      { text: plainText(body), weight: 'D' },
    ])
    await tx.run(sql`
      insert into engine.live_text (tenant_id, article_id, locale, audience, tags, title, body, search)
      values (${context.tenantId}, ${articleId}, ${locale}, ${live.audience}, ${[...live.tags]}, ${title}, ${body},
        ${search}::tsvector)`)
  }
}

export async function removeLive(tx: Tx, { tenantId }: Pick<Context, 'tenantId'>, articleId: string): Promise<void> {
  await tx.run(sql`delete from engine.live_text where tenant_id = ${tenantId} and article_id = ${articleId}`)
}

export function readLive(
  tx: Tx,
  { tenantId }: Pick<Context, 'tenantId'>,
  articleId: string,
): Promise<(ArticleText & { audience: Audience; tags: string[] })[]> {
  return tx.all(sql<ArticleText & { audience: Audience; tags: string[] }>`
    select locale, title, body, audience, tags from engine.live_text
    where tenant_id = ${tenantId} and article_id = ${articleId} order by locale desc`)
}

/**
 * The next mark of the tenant. Its row stays locked until the commit: marks become visible in their order,
 * so whoever has read up to a mark has missed nothing below it.
 */
export async function nextMark(tx: Tx, { tenantId }: Pick<Context, 'tenantId'>): Promise<bigint> {
  const { mark } = await tx.one(sql<{ mark: bigint }>`
    insert into engine.knowledge_mark as m (tenant_id, mark) values (${tenantId}, 1)
    on conflict (tenant_id) do update set mark = m.mark + 1 returning mark`)
  return mark
}
