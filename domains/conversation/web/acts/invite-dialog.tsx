import { Modal } from 'antd'
import { useState } from 'react'
import { useText } from '#kit/i18n'
import { ColleaguePicker, isNobody, NOBODY } from '../cooperation/colleague-picker.tsx'
import type { ActsOnConversation } from './use-acts.ts'

/** Asks colleagues of any department into the thread beside its agent. */
export function InviteDialog({ acts, onLeave }: { acts: ActsOnConversation; onLeave: () => void }) {
  const t = useText('conversation')
  const [invited, setInvited] = useState(NOBODY)
  const invite = () => {
    acts.invite(invited)
    onLeave()
  }
  return (
    <Modal
      open
      width={440}
      title={t('invite.question')}
      okText={t('invite.title')}
      cancelText={t('invite.keep')}
      okButtonProps={{ disabled: isNobody(invited) }}
      onOk={invite}
      onCancel={onLeave}
    >
      <ColleaguePicker value={invited} onChange={setInvited} />
    </Modal>
  )
}
