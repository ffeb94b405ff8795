import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand, useGo, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, KeyValue, MomentText, toast } from '#kit/ui'
import { conversationApi, type FollowUp } from '../api.ts'
import { nameOf } from '../words.ts'
import '../desk/desk.css'

const OPTIONS = { refetch: [conversationApi.key('listFollowUps')] }

/** One customer who should be spoken to: what he said, whose work it is, and what came of it. */
export function FollowUpDialog({ task, onLeave }: { task: FollowUp; onLeave: () => void }) {
  const t = useText('quality')
  const words = useText('conversation')
  const go = useGo()
  const { user } = useSession()
  const [result, setResult] = useState('')
  const take = useCommand(conversationApi, 'takeFollowUp', OPTIONS)
  const finish = useCommand(conversationApi, 'finishFollowUp', OPTIONS)
  const { followUpId, version, state, conversationId } = task
  const params = { id: followUpId }
  const name = nameOf(words, task)
  const done = (text: string) => ({
    onSuccess: () => {
      toast({ text })
      onLeave()
    },
  })
  const isOpen = state === 'open'
  return (
    <Modal
      open
      width={480}
      title={t('followUp.with', { name })}
      okText={t('followUp.finish')}
      cancelText={t('followUp.later')}
      okButtonProps={{ disabled: result.trim() === '', loading: finish.isPending, hidden: !isOpen }}
      onOk={() => finish.mutate({ params, body: { result, version } }, done(t('followUp.finished', { name })))}
      onCancel={onLeave}
    >
      <KeyValue items={factsOf(task, t)} />
      <p className="row dialog-line">
        <Button onClick={() => go(`/conversation/${conversationId}`)}>{t('followUp.read')}</Button>
        {isOpen && task.assigneeId !== user.id && (
          <Button
            loading={take.isPending}
            onClick={() => take.mutate({ params, body: { version } }, done(t('followUp.taken', { name })))}
          >
            {t('followUp.take')}
          </Button>
        )}
      </p>
      {isOpen && (
        <Input.TextArea
          className="dialog-line"
          autoSize={{ minRows: 2 }}
          maxLength={1000}
          aria-label={t('followUp.result')}
          placeholder={t('followUp.result')}
          value={result}
          onChange={({ target }) => setResult(target.value)}
        />
      )}
      {(take.error ?? finish.error) && <ErrorNotice error={(take.error ?? finish.error)!} />}
    </Modal>
  )
}

function factsOf(task: FollowUp, t: ReturnType<typeof useText>) {
  const { kind, rating, text, reach, agentName, assigneeName, dueAt, result, doneBy, channelName } = task
  const facts = [
    [t('followUp.why'), kind === 'message' ? t('followUp.message') : t('followUp.rated', { rating })],
    [t('column.text'), text],
    [t('followUp.reach'), reach],
    [t('column.channel'), channelName],
    [t('column.agent'), agentName],
    [t('column.assignee'), assigneeName ?? t('followUp.free')],
    [t('column.due'), <MomentText key="due" at={dueAt} />],
    [t('column.result'), result],
    [t('followUp.doneBy'), doneBy],
  ] as const
  return facts.filter(([, value]) => value !== null)
}
