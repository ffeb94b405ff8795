import { Button, Input, Modal, Popconfirm } from 'antd'
import { useState } from 'react'
import { useCommand, useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { knowledgeApi, type Article, type ArticleState } from './api.ts'

type Act = 'publish' | 'request-review' | 'send-back' | 'revive' | 'retire'

/** The first is the one that brings the article forward. */
const ACTS: Readonly<Record<ArticleState, readonly Act[]>> = {
  draft: ['publish', 'request-review', 'retire'],
  review: ['publish', 'send-back', 'retire'],
  published: ['retire'],
  retired: ['revive'],
}
const FOR_PUBLISHERS: readonly Act[] = ['publish', 'send-back', 'retire']

/** What may be done with an article as it stands. */
export function ArticleActs({ article, title }: { article: Article; title: string }) {
  const t = useText('knowledge')
  const mayPublish = useMay()('engine.articles.publish')
  const [noting, setNoting] = useState(false)
  const { acts, error } = useArticleActs(article.id)
  const possible = ACTS[article.state].filter((act) => mayPublish || !FOR_PUBLISHERS.includes(act))
  const button = (act: Act, onClick?: () => void) => (
    <Button key={act} type={act === possible[0] && act !== 'retire' ? 'primary' : 'default'} onClick={onClick}>
      {t(`act.${act}`)}
    </Button>
  )
  return (
    <>
      {error && <ErrorNotice error={error} />}
      {possible.toReversed().map((act) => {
        if (act === 'send-back') return button(act, () => setNoting(true))
        if (act !== 'retire') return button(act, acts[act])
        return (
          <Popconfirm
            key={act}
            title={t('retireAsk', { title })}
            description={t('retireHint')}
            okText={t('act.retire')}
            okButtonProps={{ danger: true }}
            cancelText={t('kit:back')}
            onConfirm={acts.retire}
          >
            {button(act)}
          </Popconfirm>
        )
      })}
      {noting && <SendBack id={article.id} onClose={() => setNoting(false)} />}
    </>
  )
}

function useArticleActs(id: string) {
  const t = useText('knowledge')
  const tell = (act: Act) => ({ refetch: [knowledgeApi.key()], onDone: () => toast({ text: t(`done.${act}`) }) })
  const publish = useCommand(knowledgeApi, 'publishArticle', tell('publish'))
  const review = useCommand(knowledgeApi, 'requestArticleReview', tell('request-review'))
  const retire = useCommand(knowledgeApi, 'retireArticle', tell('retire'))
  const revive = useCommand(knowledgeApi, 'reviveArticle', tell('revive'))
  const params = { id }
  return {
    error: publish.error ?? review.error ?? retire.error ?? revive.error,
    acts: {
      publish: () => publish.mutate({ params }),
      'request-review': () => review.mutate({ params, body: {} }),
      retire: () => retire.mutate({ params }),
      revive: () => revive.mutate({ params }),
    },
  }
}

function SendBack({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText('knowledge')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const command = useCommand(knowledgeApi, 'sendBackArticle', {
    refetch: [knowledgeApi.key()],
    onDone: () => {
      toast({ text: t('done.send-back') })
      onClose()
    },
  })
  const missing = note.trim() === ''
  const send = () => {
    setTried(true)
    if (!missing) command.mutate({ params: { id }, body: { note } })
  }
  return (
    <Modal
      open
      title={t('act.send-back')}
      okText={t('act.send-back')}
      cancelText={t('kit:back')}
      confirmLoading={command.isPending}
      onOk={send}
      onCancel={onClose}
    >
      <label className="col">
        {t('note')}
        <Input.TextArea
          autoFocus
          value={note}
          maxLength={2000}
          autoSize={{ minRows: 3, maxRows: 10 }}
          {...(tried && missing && { status: 'error' as const })}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      {tried && missing && <p className="s bad">{t('noteMissing')}</p>}
      {command.error && <ErrorNotice error={command.error} />}
    </Modal>
  )
}
