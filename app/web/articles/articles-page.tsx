import { Button } from 'antd'
import { BookOpen, Plus, Upload } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useGo, useMay, useRows } from '#kit/data'
import { useText } from '#kit/i18n'
import {
  Chip,
  DataTable,
  DateText,
  EmptyState,
  FilterBar,
  PageTitle,
  Pane,
  Panes,
  RelativeTime,
  StatusMark,
  useFilters,
  type Column,
  type Filter,
} from '#kit/ui'
import { LANGUAGES, knowledgeApi, type ArticleLine, type ArticleState } from './api.ts'
import { ImportArticles } from './import-articles.tsx'
import { articleShape } from './words.ts'

/** Everything that is written down, as its authors see it. */
export function ArticlesPage() {
  const t = useText('knowledge')
  const go = useGo()
  const mayPublish = useMay()('engine.articles.publish')
  const [importing, setImporting] = useState(false)
  const filters = useFilters(useArticleFilters())
  const { state, audience } = filters.values
  const query = {
    ...(state && { state: state as ArticleState }),
    ...(audience && { audience: audience as 'internal' }),
    ...(filters.words && { title: filters.words }),
  }
  const rows = useRows(knowledgeApi.pages('listArticles', { query }))
  const begin = (
    <Button type="primary" icon={<Plus aria-hidden size={14} strokeWidth={1.75} />} onClick={() => go('/articles/new')}>
      {t('new')}
    </Button>
  )
  return (
    <Panes>
      <Pane
        bar={
          <>
            <PageTitle />
            <span className="right" />
            {mayPublish && (
              <Button icon={<Upload aria-hidden size={14} strokeWidth={1.75} />} onClick={() => setImporting(true)}>
                {t('import')}
              </Button>
            )}
            {begin}
          </>
        }
        head={<FilterBar filters={filters} searchable />}
      >
        <DataTable
          name="knowledge.articles"
          label={t('title')}
          rows={rows}
          columns={useArticleColumns()}
          rowKey={({ id }) => id}
          filters={filters}
          onOpen={({ id }) => go(`/articles/${id}`)}
          hrefOf={({ id }) => `/articles/${id}`}
          empty={<EmptyState icon={BookOpen} title={t('empty')} hint={t('emptyHint')} action={begin} />}
        />
      </Pane>
      <ImportArticles open={importing} onClose={() => setImporting(false)} />
    </Panes>
  )
}

const STATES: readonly ArticleState[] = ['draft', 'review', 'published', 'retired']

function useArticleFilters(): readonly Filter[] {
  const t = useText('knowledge')
  return useMemo(
    () => [
      {
        name: 'state',
        label: t('filter.state'),
        options: STATES.map((value) => ({ value, label: t(`state.${value}`) })),
      },
      {
        name: 'audience',
        label: t('filter.audience'),
        options: ['customer', 'internal'].map((value) => ({ value, label: t(`audience.${value}`) })),
      },
    ],
    [t],
  )
}

function useArticleColumns(): readonly Column<ArticleLine>[] {
  const t = useText('knowledge')
  return useMemo<readonly Column<ArticleLine>[]>(
    () => [
      { key: 'title', title: t('column.title'), role: 'subject', render: ({ title }) => title || '–' },
      {
        key: 'state',
        title: t('column.state'),
        render: ({ state }) => (
          <StatusMark form="plain" shape={articleShape(state)}>
            {t(`state.${state}`)}
          </StatusMark>
        ),
      },
      { key: 'audience', title: t('column.audience'), render: ({ audience }) => t(`audience.${audience}`) },
      {
        key: 'languages',
        title: t('column.languages'),
        render: ({ locales }) =>
          LANGUAGES.filter((one) => locales.includes(one))
            .map((one) => t(`languageShort.${one}`))
            .join(' · '),
      },
      {
        key: 'tags',
        title: t('column.tags'),
        render: ({ tags }) => tags.slice(0, 3).map((tag) => <Chip key={tag}>{tag}</Chip>),
      },
      {
        key: 'review',
        title: t('column.review'),
        render: ({ reviewDue }) =>
          reviewDue === null ? <span className="t3">{t('never')}</span> : <DateText at={reviewDue} />,
      },
      {
        key: 'changed',
        title: t('column.changed'),
        role: 'end',
        render: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
      },
    ],
    [t],
  )
}
