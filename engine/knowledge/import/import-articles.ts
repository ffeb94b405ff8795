import { createHash } from 'node:crypto'
import type { Context } from '#engine/kernel'
import type { Database } from '#engine/store'
import type { Audience } from '../article.ts'
import { publishArticle } from '../publish.ts'
import { createArticle } from '../write.ts'
import { readArticles, type ImportedArticle, type ImportFormat } from './read-articles.ts'

export interface ArticleImport {
  readonly format: ImportFormat
  readonly content: string
  readonly audience: Audience
  /** Added to the tags of each row. */
  readonly tags: readonly string[]
  /** Straight before the readers, without a review. */
  readonly publish: boolean
}

/** All or nothing. An article with the same title in the same language that was imported before stays as it is. */
export async function importArticles(
  database: Database,
  context: Context,
  wanted: ArticleImport,
): Promise<{ created: number; existing: number }> {
  const articles = readArticles(wanted.format, wanted.content)
  return database.withTenant(context, async (tx) => {
    let created = 0
    for (const { locale, title, body, tags } of articles) {
      const { article, isNew } = await createArticle(tx, context, {
        audience: wanted.audience,
        tags: [...new Set([...wanted.tags, ...tags])],
        texts: [{ locale, title, body }],
        reviewDue: null,
        source: sourceOf({ locale, title }),
      })
      if (!isNew) continue
      created += 1
      if (wanted.publish) await publishArticle(tx, context, article.id)
    }
    return { created, existing: articles.length - created }
  })
}

function sourceOf({ locale, title }: Pick<ImportedArticle, 'locale' | 'title'>): string {
  return `import:${createHash('sha256').update(`${locale}\n${title}`).digest('base64url')}`
}
