import { Modal } from 'antd'
import { useState } from 'react'
import { useCommand, useQuery } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, ListSkeleton, toast } from '#kit/ui'
import { conversationApi, type Macro } from '../api.ts'
import { stepInWords } from './step-words.ts'
import './macros.css'

interface MacroDialogProps {
  readonly macroId: string
  readonly conversationId: string
  readonly onLeave: () => void
}

/** What a macro is about to do here; Enter does it. */
export function MacroDialog({ macroId, conversationId, onLeave }: MacroDialogProps) {
  const t = useText('conversation')
  const [runId] = useState(() => crypto.randomUUID())
  const params = { id: conversationId, macroId }
  const preview = useQuery({ ...conversationApi.query('previewMacro', { params }), gcTime: 0 })
  const run = useCommand(conversationApi, 'runMacro', { refetch: [conversationApi.key()] })
  const macro = preview.data
  const apply = () => {
    if (!macro) return
    const done = () => {
      toast({ text: t('macro.done', { title: macro.title }) })
      onLeave()
    }
    run.mutate(
      { params: { id: conversationId }, body: { runId, macroId, version: macro.version } },
      { onSuccess: done },
    )
  }
  return (
    <Modal
      open
      width={480}
      title={macro ? t('macro.preview', { title: macro.title }) : t('macro.one')}
      okText={t('macro.apply')}
      cancelText={t('macro.leave')}
      okButtonProps={{ disabled: !macro, loading: run.isPending, autoFocus: true }}
      key={macro?.version}
      onOk={apply}
      onCancel={onLeave}
    >
      {preview.error && <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isPending && <ListSkeleton />}
      {macro && <Steps macro={macro} />}
      {run.error && <ErrorNotice error={run.error} what={t('macro.nothingDone')} />}
    </Modal>
  )
}

function Steps({ macro }: { macro: Macro }) {
  const t = useText('conversation')
  const { data } = useQuery(conversationApi.query('listQueues'))
  const nameOfQueue = (id: string) => data?.items.find(({ queueId }) => queueId === id)?.name
  return (
    <ol className="macro-steps">
      {macro.steps.map((step, index) => (
        <li key={`${index}-${step.kind}`}>
          <span className="s t3">{t(`step.${step.kind}`)}</span>
          <span className={step.kind === 'note' ? 'words warn' : 'words'}>
            {stepInWords(t, step, step.kind === 'hand_over' ? nameOfQueue(step.queueId) : undefined)}
          </span>
        </li>
      ))}
    </ol>
  )
}
