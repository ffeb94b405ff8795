import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { Pencil } from 'lucide-react'
import { useGo, useMay, useQuery, useUrlValue } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { Markdown } from '#kit/markdown'
import { useVisited } from '#kit/slots'
import {
  Chip,
  Crumbs,
  EmptyState,
  ErrorNotice,
  Inspector,
  InspectorButton,
  ListSkeleton,
  PageLink,
  Pane,
  Panes,
  StatusMark,
  TabStrip,
} from '#kit/ui'
import { LANGUAGES, knowledgeApi, type Article, type ArticleText } from './api.ts'
import { ArticleActs } from './article-acts.tsx'
import { ArticleFacts } from './article-facts.tsx'
import { articleShape, textFor } from './words.ts'
import './article.css'

/** An article: for who writes knowledge the working copy with everything about it, for others what is published. */
export function ArticlePage() {
  const { id = '' } = useParams({ strict: false })
  return useMay()('engine.articles.edit') ? <WorkingCopy key={id} id={id} /> : <PublishedArticle id={id} />
}

function WorkingCopy({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(knowledgeApi.query('readArticle', { params: { id } }))
  if (data) return <Working article={data} />
  return <Frame>{error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ListSkeleton />}</Frame>
}

function Working({ article }: { article: Article }) {
  const t = useText('knowledge')
  const go = useGo()
  const locale = useLocale()
  const { id, state, texts } = article
  const [language, setLanguage] = useUrlValue('language', textFor(texts, locale)?.locale ?? locale)
  const shown = texts.find((text) => text.locale === language)
  const title = textFor(texts, locale)?.title ?? ''
  useVisited({ title, detail: t('article'), path: `/articles/${id}` })
  const bar = (
    <>
      <span className="wide cut">
        <Crumbs
          items={[
            <PageLink key="list" path="/articles">
              {t('title')}
            </PageLink>,
            title,
          ]}
        />
      </span>
      <span className="right" />
      <ArticleActs article={article} title={title} />
      {state !== 'retired' && (
        <Button icon={<Pencil aria-hidden size={14} strokeWidth={1.75} />} onClick={() => go(`/articles/${id}/edit`)}>
          {t('edit')}
        </Button>
      )}
      <InspectorButton />
    </>
  )
  const tabs = LANGUAGES.map((key) => ({ key, label: t(`language.${key}`) }))
  return (
    <Panes>
      <Pane
        padded
        bar={bar}
        onBack={() => go('/articles')}
        head={<TabStrip label={t('column.languages')} tabs={tabs} value={language} onChange={setLanguage} />}
      >
        <p className="row article-state">
          <StatusMark shape={articleShape(state)}>{t(`state.${state}`)}</StatusMark>
          {article.live && state !== 'published' && (
            <span className="t2">{t('draftOfLive', { revision: article.revision })}</span>
          )}
        </p>
        {article.reviewNote && <p className="article-note">{t('sentBack', { note: article.reviewNote })}</p>}
        {shown ? <Text text={shown} tags={article.tags} /> : <EmptyState title={t('textless')} />}
      </Pane>
      <Inspector name="knowledge.article" label={t('facts')} head={<h2>{t('facts')}</h2>}>
        <ArticleFacts article={article} />
      </Inspector>
    </Panes>
  )
}

function PublishedArticle({ id }: { id: string }) {
  const t = useText('knowledge')
  const locale = useLocale()
  const { data, error, refetch } = useQuery(knowledgeApi.query('readPublishedArticle', { params: { id } }))
  const text = data && textFor(data.texts, locale)
  useVisited(text && { title: text.title, detail: t('article'), path: `/articles/${id}` })
  return (
    <Frame title={text?.title}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton />}
      {text && <Text text={text} tags={data.tags} />}
    </Frame>
  )
}

function Frame({ title = '', children }: { title?: string | undefined; children: React.ReactNode }) {
  const t = useText('knowledge')
  return (
    <Panes>
      <Pane padded bar={<Crumbs items={[t('article'), title]} />}>
        {children}
      </Pane>
    </Panes>
  )
}

function Text({
  text,
  tags,
}: {
  text: Pick<ArticleText, 'title' | 'body'> & { locale: string }
  tags: readonly string[]
}) {
  return (
    <article className="article-text" lang={text.locale}>
      <h1>{text.title}</h1>
      <Markdown text={text.body} />
      <p className="row article-tags">
        {tags.map((tag) => (
          <Chip key={tag}>{tag}</Chip>
        ))}
      </p>
    </article>
  )
}
