import { Input } from 'antd'
import { BookOpen } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { EmptyState, ErrorNotice, ListSkeleton } from '#kit/ui'
import { knowledgeApi } from '../api.ts'

const HITS_MAX = 8

/** Articles that answer; begins with what the customer asked last. */
export function KnowledgeTab({ question }: { question: string }) {
  const t = useText('conversation')
  const [typed, setTyped] = useState<string>()
  const text = (typed ?? question).trim()
  const search = useQuery({
    ...knowledgeApi.query('searchArticles', { query: { text, limit: HITS_MAX } }),
    enabled: text !== '',
  })
  const hits = text === '' ? [] : (search.data?.items ?? [])
  return (
    <div className="knowledge">
      <Input.Search
        allowClear
        aria-label={t('knowledge.search')}
        placeholder={t('knowledge.search')}
        defaultValue={question}
        onSearch={setTyped}
      />
      {search.error && <ErrorNotice error={search.error} onRetry={() => void search.refetch()} />}
      {search.isLoading && <ListSkeleton />}
      {!search.isLoading && !search.error && hits.length === 0 && (
        <EmptyState icon={BookOpen} title={t('knowledge.none')} />
      )}
      {hits.map((hit) => (
        <ArticleHit key={`${hit.articleId}-${hit.locale}`} hit={hit} />
      ))}
    </div>
  )
}

interface Hit {
  readonly articleId: string
  readonly locale: string
  readonly title: string
  readonly snippet: {
    readonly text: string
    readonly highlights: readonly { readonly start: number; readonly end: number }[]
  }
}

/** The place that answers; opened, the whole article. */
function ArticleHit({ hit: { articleId, locale, title, snippet } }: { hit: Hit }) {
  const [open, setOpen] = useState(false)
  const params = { id: articleId }
  const { data } = useQuery({ ...knowledgeApi.query('readPublishedArticle', { params }), enabled: open })
  const body = data?.texts.find((text) => text.locale === locale)?.body
  return (
    <article className="sec" lang={locale}>
      <h3>
        <button type="button" className="link-button hit-title" aria-expanded={open} onClick={() => setOpen(!open)}>
          {title}
        </button>
      </h3>
      <p className={open ? 'words' : 's t2'}>{open && body !== undefined ? body : marked(snippet)}</p>
    </article>
  )
}

function marked({ text, highlights }: Hit['snippet']): ReactNode {
  const parts: ReactNode[] = []
  let at = 0
  for (const { start, end } of highlights) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  return [...parts, text.slice(at)]
}
