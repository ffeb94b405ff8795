import { Modal } from 'antd'
import { useState } from 'react'
import { useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import type { AgentNow } from '../api.ts'
import type { Inbox } from '../desk/use-inbox.ts'
import { ColleagueList } from './colleague-list.tsx'
import type { ActsOnConversation } from './use-acts.ts'

/** Asks a colleague into the thread beside its agent. */
export function InviteDialog({
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
  const [chosen, setChosen] = useState<AgentNow>()
  const invite = () => {
    if (chosen) acts.invite(chosen.agentId, chosen.name ?? '')
    onLeave()
  }
  return (
    <Modal
      open
      width={400}
      title={t('invite.question')}
      okText={t('invite.title')}
      cancelText={t('invite.keep')}
      okButtonProps={{ disabled: !chosen }}
      onOk={invite}
      onCancel={onLeave}
    >
      <div className="dialog-list">
        <ColleagueList
          agents={inbox.agents.filter(({ agentId }) => agentId !== user.id)}
          chosen={chosen?.agentId}
          onChoose={setChosen}
        />
      </div>
    </Modal>
  )
}
