import { Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import type { QueueNow } from '../api.ts'
import { FillSummary } from '../assist/fill-summary.tsx'
import type { Inbox } from '../desk/use-inbox.ts'
import { ColleagueList } from './colleague-list.tsx'
import type { ActsOnConversation, Target } from './use-acts.ts'

interface Choice {
  readonly to: Target
  readonly name: string
}

const NOTE_MAX = 500

/** Gives a conversation to a queue, or to a colleague, who has to accept it. */
export function TransferDialog({
  acts,
  inbox,
  onLeave,
}: {
  acts: ActsOnConversation
  inbox: Inbox
  onLeave: () => void
}) {
  const t = useText('conversation')
  const { user } = useSession()
  const [kind, setKind] = useState<'colleague' | 'queue'>('colleague')
  const [choice, setChoice] = useState<Choice>()
  const [note, setNote] = useState('')
  const others = inbox.agents.filter(({ agentId }) => agentId !== user.id)
  const give = () => {
    if (!choice) return
    acts.transfer(choice.to, choice.name, note.trim() === '' ? null : note.trim())
    onLeave()
  }
  const chosen = choice && 'agentId' in choice.to ? choice.to.agentId : undefined
  return (
    <Modal
      open
      width={440}
      title={t('transfer.question')}
      okText={t('transfer.title')}
      cancelText={t('transfer.keep')}
      okButtonProps={{ disabled: !choice }}
      onOk={give}
      onCancel={onLeave}
    >
      <Segmented
        block
        aria-label={t('transfer.kind')}
        value={kind}
        onChange={setKind}
        options={(['colleague', 'queue'] as const).map((value) => ({ value, label: t(`transfer.${value}`) }))}
      />
      <div className="dialog-list">
        {kind === 'colleague' ? (
          <ColleagueList
            onlyOnline
            agents={others}
            chosen={chosen}
            onChoose={({ agentId, name }) => setChoice({ to: { agentId }, name: name ?? '' })}
          />
        ) : (
          <QueueList queues={inbox.queues} choice={choice} onChoose={setChoice} />
        )}
      </div>
      <label className="col">
        <span className="s t2">{t('transfer.note')}</span>
        <Input.TextArea rows={2} maxLength={NOTE_MAX} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
      <p className="dialog-line">
        <FillSummary conversationId={acts.conversationId} lengthMax={NOTE_MAX} onFill={setNote} />
      </p>
    </Modal>
  )
}

interface QueueListProps {
  readonly queues: readonly QueueNow[]
  readonly choice: Choice | undefined
  readonly onChoose: (choice: Choice) => void
}

function QueueList({ queues, choice, onChoose }: QueueListProps) {
  const t = useText('conversation')
  const chosen = choice && 'queueId' in choice.to ? choice.to.queueId : undefined
  return (
    <ul className="colleagues">
      {queues.map(({ queueId, name, waiting, agentsOnline }) => (
        <li key={queueId}>
          <button type="button" aria-pressed={queueId === chosen} onClick={() => onChoose({ to: { queueId }, name })}>
            <span className="grow cut">{name}</span>
            <span className="s t3 nb">{t('queue.brief', { waiting, online: agentsOnline })}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
