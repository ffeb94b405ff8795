import { useParams } from '@tanstack/react-router'
import { useQuery } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { useVisited } from '#kit/slots'
import { Chip, Crumbs, ErrorNotice, ListSkeleton, Pane, Panes } from '#kit/ui'
import { knowledgeApi } from './api.ts'
import './article.css'

/** A published article, in the reader's language where it is written in it. */
export function ArticlePage() {
  const t = useText('app')
  const locale = useLocale()
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(knowledgeApi.query('readPublishedArticle', { params: { id } }))
  const text = data?.texts.find((one) => one.locale === locale) ?? data?.texts[0]
  useVisited(text && { title: text.title, detail: t('article.title'), path: `/articles/${id}` })
  return (
    <Panes>
      <Pane padded bar={<Crumbs items={[t('article.title'), text?.title ?? '']} />}>
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!data && !error && <ListSkeleton />}
        {text && (
          <article className="article-text" lang={text.locale}>
            <h1>{text.title}</h1>
            <p className="words">{text.body}</p>
            {data?.tags.map((tag) => (
              <Chip key={tag}>{tag}</Chip>
            ))}
          </article>
        )}
      </Pane>
    </Panes>
  )
}
