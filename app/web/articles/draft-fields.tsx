import { DatePicker, Form, Input, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { useDeferredValue, useState } from 'react'
import { useQuery } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { Markdown } from '#kit/markdown'
import { PageLink, TabStrip, useScreenWidth } from '#kit/ui'
import { LANGUAGES, knowledgeApi, type Language } from './api.ts'
import type { ArticleDraft } from './draft.ts'

interface DraftFieldsProps {
  readonly draft: ArticleDraft
  readonly articleId: string | undefined
  readonly onChange: (change: Partial<ArticleDraft>) => void
}

/** The text in each language, beside what it will look like, and what is known about the article. */
export function DraftFields({ draft, articleId, onChange }: DraftFieldsProps) {
  const t = useText('knowledge')
  const [language, setLanguage] = useState<Language>(useLocale())
  const text = draft.texts[language]
  const setText = (change: Partial<typeof text>) =>
    onChange({ texts: { ...draft.texts, [language]: { ...text, ...change } } })
  return (
    <Form layout="vertical" component="div" className="article-editor">
      <TabStrip
        label={t('column.languages')}
        tabs={LANGUAGES.map((key) => ({ key, label: t(`language.${key}`) }))}
        value={language}
        onChange={(key) => setLanguage(key as Language)}
      />
      <Form.Item label={t('field.title')} htmlFor="article-title">
        <Input
          id="article-title"
          lang={language}
          value={text.title}
          maxLength={300}
          onChange={({ target }) => setText({ title: target.value })}
        />
      </Form.Item>
      <Similar articleId={articleId} title={text.title} />
      <BodyField key={language} language={language} body={text.body} onChange={(body) => setText({ body })} />
      <AboutFields draft={draft} onChange={onChange} />
    </Form>
  )
}

function AboutFields({ draft, onChange }: Omit<DraftFieldsProps, 'articleId'>) {
  const t = useText('knowledge')
  return (
    <div className="article-about">
      <Form.Item label={t('field.audience')} htmlFor="article-audience" extra={t('audienceHint')}>
        <Segmented
          id="article-audience"
          value={draft.audience}
          options={(['customer', 'internal'] as const).map((value) => ({ value, label: t(`audience.${value}`) }))}
          onChange={(audience) => onChange({ audience })}
        />
      </Form.Item>
      <Form.Item label={t('field.tags')} htmlFor="article-tags" extra={t('tagsHint')}>
        <Select
          id="article-tags"
          mode="tags"
          open={false}
          suffixIcon={null}
          value={[...draft.tags]}
          onChange={(tags: string[]) => onChange({ tags })}
        />
      </Form.Item>
      <Form.Item label={t('field.review')} htmlFor="article-review">
        <DatePicker
          id="article-review"
          value={draft.reviewDue === null ? null : dayjs(draft.reviewDue)}
          onChange={(day) => onChange({ reviewDue: day ? day.format('YYYY-MM-DD') : null })}
        />
      </Form.Item>
    </div>
  )
}

interface BodyFieldProps {
  readonly language: Language
  readonly body: string
  readonly onChange: (body: string) => void
}

/** Side by side where there is room; on a phone one after the other. */
function BodyField({ language, body, onChange }: BodyFieldProps) {
  const t = useText('knowledge')
  const phone = useScreenWidth() === 'phone'
  const [side, setSide] = useState<'write' | 'preview'>('write')
  const shown = useDeferredValue(body)
  return (
    <>
      {phone && (
        <Segmented
          value={side}
          options={(['write', 'preview'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={setSide}
        />
      )}
      <div className="article-body">
        {(!phone || side === 'write') && (
          <Form.Item label={t('field.body')} htmlFor="article-body" extra={t('bodyHint')}>
            <Input.TextArea
              id="article-body"
              lang={language}
              value={body}
              maxLength={50_000}
              autoSize={{ minRows: 14 }}
              onChange={({ target }) => onChange(target.value)}
            />
          </Form.Item>
        )}
        {(!phone || side === 'preview') && (
          <section className="article-preview" lang={language} aria-label={t('preview')}>
            <h3>{t('preview')}</h3>
            {shown.trim() === '' ? <p className="t2">{t('previewEmpty')}</p> : <Markdown text={shown} />}
          </section>
        )}
      </div>
    </>
  )
}

const SIMILAR_MAX = 3

/** What is there already about the same thing, so that nobody writes it a second time. */
function Similar({ articleId, title }: { articleId: string | undefined; title: string }) {
  const t = useText('knowledge')
  const asked = useDeferredValue(title.trim())
  const { data } = useQuery({
    ...knowledgeApi.query('similarArticles', { body: { ...(articleId && { id: articleId }), title: asked } }),
    enabled: asked.length >= 4,
    placeholderData: (before) => before,
  })
  const found = [...new Map(data?.items.map((hit) => [hit.articleId, hit])).values()].slice(0, SIMILAR_MAX)
  if (asked.length < 4 || found.length === 0) return null
  return (
    <p className="article-similar s t2">
      {t('similar')}{' '}
      {found.map((hit) => (
        <PageLink key={hit.articleId} path={`/articles/${hit.articleId}`}>
          {hit.title}
        </PageLink>
      ))}
    </p>
  )
}
