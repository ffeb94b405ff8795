import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useQuery } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { Markdown } from '#kit/markdown'
import { DateText, ErrorNotice, KeyValue, RelativeTime, Section } from '#kit/ui'
import { knowledgeApi, type Article } from './api.ts'
import { QuestionsForm } from './questions-form.tsx'
import { textFor } from './words.ts'

/** For whom it is, in which other words it is asked for, and what it said before. */
export function ArticleFacts({ article }: { article: Article }) {
  const t = useText('knowledge')
  const { audience, revision, reviewDue, createdBy, updatedAt } = article
  return (
    <>
      <Section title={t('article')}>
        <KeyValue
          items={[
            [t('field.audience'), t(`audience.${audience}`)],
            [t('revision'), revision === 0 ? t('notYet') : revision],
            [t('column.review'), reviewDue === null ? t('never') : <DateText at={reviewDue} />],
            [t('author'), createdBy],
            [t('column.changed'), <RelativeTime key="at" at={updatedAt} />],
          ]}
        />
      </Section>
      <Questions article={article} />
      <Revisions articleId={article.id} />
    </>
  )
}

function Questions({ article }: { article: Article }) {
  const t = useText('knowledge')
  const [editing, setEditing] = useState(false)
  const edit = (
    <Button type="link" size="small" onClick={() => setEditing(true)}>
      {t('editQuestions')}
    </Button>
  )
  return (
    <Section title={t('questions')} aside={edit}>
      <ul className="col">
        {article.questions.map(({ locale, text }) => (
          <li key={`${locale} ${text}`} lang={locale}>
            {text}
          </li>
        ))}
      </ul>
      {article.questions.length === 0 && <p className="t2">{t('noQuestions')}</p>}
      {editing && <QuestionsForm article={article} onClose={() => setEditing(false)} />}
    </Section>
  )
}

type Revision = Awaited<ReturnType<typeof knowledgeApi.call.listArticleRevisions>>['items'][number]

function Revisions({ articleId }: { articleId: string }) {
  const t = useText('knowledge')
  const [open, setOpen] = useState<Revision>()
  const { data, error, refetch } = useQuery(knowledgeApi.query('listArticleRevisions', { params: { id: articleId } }))
  return (
    <Section title={t('revisions')}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="t2">{t('noRevisions')}</p>}
      <ul className="col">
        {data?.items.map((one) => (
          <li key={one.revision} className="row">
            <button type="button" className="link-button" onClick={() => setOpen(one)}>
              {t('revisionLine', { revision: one.revision })}
            </button>
            <span className="t2 right">
              {one.publishedBy} · <DateText at={one.publishedAt} />
            </span>
          </li>
        ))}
      </ul>
      {open && <RevisionText revision={open} onClose={() => setOpen(undefined)} />}
    </Section>
  )
}

function RevisionText({ revision, onClose }: { revision: Revision; onClose: () => void }) {
  const t = useText('knowledge')
  const text = textFor(revision.texts, useLocale())
  return (
    <Modal open width={720} footer={null} title={t('revisionLine', { revision: revision.revision })} onCancel={onClose}>
      <article className="article-text" lang={text?.locale}>
        <h1>{text?.title}</h1>
        <Markdown text={text?.body ?? ''} />
      </article>
    </Modal>
  )
}
