import { useBlocker, useParams } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { ifMatch, useCommand, useGo, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { Crumbs, ErrorNotice, ListSkeleton, PageLink, Pane, Panes, toast } from '#kit/ui'
import { knowledgeApi, type Article } from './api.ts'
import { bodyOf, draftOf, isEmpty, type ArticleDraft } from './draft.ts'
import { DraftFields } from './draft-fields.tsx'
import './article.css'

export function NewArticlePage() {
  const go = useGo()
  const command = useCommand(knowledgeApi, 'createArticle', { refetch: [knowledgeApi.key('listArticles')] })
  return (
    <Editor
      article={undefined}
      busy={command.isPending}
      error={command.error}
      onSave={(draft, done) =>
        command.mutate(
          { body: bodyOf(draft) },
          {
            onSuccess: ({ id }) => {
              done()
              go(`/articles/${id}`)
            },
          },
        )
      }
    />
  )
}

export function EditArticlePage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery({
    ...knowledgeApi.query('readArticle', { params: { id } }),
    // What is being written is not exchanged below the writer's hands.
    refetchOnWindowFocus: false,
  })
  if (data) return <EditArticle key={id} article={data} />
  return (
    <Panes>
      <Pane padded bar={<h2 />}>
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ListSkeleton />}
      </Pane>
    </Panes>
  )
}

function EditArticle({ article }: { article: Article }) {
  const go = useGo()
  const command = useCommand(knowledgeApi, 'editArticle', { refetch: [knowledgeApi.key()] })
  return (
    <Editor
      article={article}
      busy={command.isPending}
      error={command.error}
      onSave={(draft, done) =>
        command.mutate(
          { params: { id: article.id }, body: bodyOf(draft), ...ifMatch(article.version) },
          {
            onSuccess: () => {
              done()
              go(`/articles/${article.id}`)
            },
          },
        )
      }
    />
  )
}

interface EditorProps {
  readonly article: Article | undefined
  readonly busy: boolean
  readonly error: Error | null
  /** `done` is called before the page is left, so that nothing is asked. */
  readonly onSave: (draft: ArticleDraft, done: () => void) => void
}

function Editor({ article, busy, error, onSave }: EditorProps) {
  const t = useText('knowledge')
  const go = useGo()
  const [first] = useState(() => draftOf(article))
  const [draft, setDraft] = useState(first)
  const [saved] = useState({ is: false })
  const dirty = () => !saved.is && JSON.stringify(draft) !== JSON.stringify(first)
  const back = article ? `/articles/${article.id}` : '/articles'
  const save = () =>
    onSave(draft, () => {
      saved.is = true
      toast({ text: t('saved') })
    })
  const bar = (
    <>
      <span className="wide cut">
        <Crumbs
          items={[
            <PageLink key="list" path="/articles">
              {t('title')}
            </PageLink>,
            article ? t('editing') : t('new'),
          ]}
        />
      </span>
      <span className="right" />
      <Button type="primary" loading={busy} disabled={isEmpty(draft)} onClick={save}>
        {t('save')}
      </Button>
    </>
  )
  return (
    <Panes>
      <Pane padded bar={bar} onBack={() => go(back)}>
        {error && <ErrorNotice error={error} />}
        <DraftFields draft={draft} articleId={article?.id} onChange={(change) => setDraft({ ...draft, ...change })} />
      </Pane>
      <LeaveGuard dirty={dirty} />
    </Panes>
  )
}

/** What was written is not lost by a click beside it. */
function LeaveGuard({ dirty }: { dirty: () => boolean }) {
  const t = useText('knowledge')
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: dirty,
    enableBeforeUnload: dirty,
    withResolver: true,
  })
  return (
    <Modal
      open={status === 'blocked'}
      title={t('leaveAsk')}
      okText={t('leaveYes')}
      okButtonProps={{ danger: true }}
      cancelText={t('stay')}
      onOk={() => proceed?.()}
      onCancel={() => reset?.()}
    />
  )
}
