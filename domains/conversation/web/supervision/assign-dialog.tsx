import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useCommand, useGo } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { ColleagueList } from '../acts/colleague-list.tsx'
import { conversationApi, type AgentNow, type InboxItem } from '../api.ts'
import { nameOf } from '../words.ts'

/** Gives a waiting customer to an agent, past the order of the queue; what he can carry holds. */
export function AssignDialog({
  item,
  agents,
  onLeave,
}: {
  item: InboxItem
  agents: readonly AgentNow[]
  onLeave: () => void
}) {
  const t = useText('conversation')
  const go = useGo()
  const [chosen, setChosen] = useState<AgentNow>()
  const command = useCommand(conversationApi, 'assignConversation', { refetch: [conversationApi.key()] })
  const assign = () => {
    if (!chosen) return
    const done = () => {
      toast({ text: t('done.assigned', { name: chosen.name }) })
      onLeave()
    }
    command.mutate({ params: { id: item.conversationId }, body: { agentId: chosen.agentId } }, { onSuccess: done })
  }
  return (
    <Modal
      open
      width={440}
      title={t('supervision.assignTo', { name: nameOf(t, item) })}
      okText={t('supervision.assign')}
      cancelText={t('supervision.keep')}
      okButtonProps={{ disabled: !chosen, loading: command.isPending }}
      onOk={assign}
      onCancel={onLeave}
    >
      <p className="row">
        <span className="grow cut t2">{item.lastText}</span>
        <Button type="link" onClick={() => go(`/conversation/${item.conversationId}`)}>
          {t('supervision.look')}
        </Button>
      </p>
      {command.error && <ErrorNotice error={command.error} />}
      <div className="dialog-list">
        <ColleagueList agents={agents} chosen={chosen?.agentId} onChoose={setChosen} />
      </div>
    </Modal>
  )
}
