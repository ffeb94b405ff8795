import { Checkbox, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useText } from '#kit/i18n'
import type { ActsOnConversation, CloseReason } from './use-acts.ts'

const REASONS = ['resolved', 'abandoned', 'spam'] as const

/** Ends a conversation: why, and whether the customer is asked how it was. */
export function CloseDialog({ acts, onLeave }: { acts: ActsOnConversation; onLeave: () => void }) {
  const t = useText('conversation')
  const [reason, setReason] = useState<CloseReason>('resolved')
  const [survey, setSurvey] = useState(true)
  const close = () => {
    acts.close(reason, survey && reason === 'resolved')
    onLeave()
  }
  return (
    <Modal
      open
      width={400}
      title={t('close.question')}
      okText={t('close.title')}
      cancelText={t('close.keep')}
      onOk={close}
      onCancel={onLeave}
    >
      <Radio.Group
        className="col"
        value={reason}
        onChange={({ target }) => setReason(target.value as CloseReason)}
        options={REASONS.map((value) => ({ value, label: t(`closeReason.${value}`) }))}
      />
      <p className="dialog-line">
        <Checkbox
          checked={survey && reason === 'resolved'}
          disabled={reason !== 'resolved'}
          onChange={({ target }) => setSurvey(target.checked)}
        >
          {t('close.survey')}
        </Checkbox>
      </p>
    </Modal>
  )
}
