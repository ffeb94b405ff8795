import { Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'
import { conversationApi } from '../api.ts'
import { ColleaguePicker, isNobody, NOBODY } from './colleague-picker.tsx'

/** More colleagues for a side conversation. */
export function AddColleagues({ sideId, onLeave }: { sideId: string; onLeave: () => void }) {
  const t = useText('conversation')
  const [invited, setInvited] = useState(NOBODY)
  const command = useCommand(conversationApi, 'addToSide', { refetch: [conversationApi.key('listSides')] })
  return (
    <Modal
      open
      width={440}
      title={t('cooperation.add')}
      okText={t('invite.title')}
      cancelText={t('invite.keep')}
      okButtonProps={{ disabled: isNobody(invited), loading: command.isPending }}
      onOk={() => command.mutate({ params: { id: sideId }, body: invited }, { onSuccess: onLeave })}
      onCancel={onLeave}
    >
      <ColleaguePicker value={invited} onChange={setInvited} />
      {command.error && <ErrorNotice error={command.error} />}
    </Modal>
  )
}
