import { Input, Modal } from 'antd'
import { useState } from 'react'
import { screenZone, useText } from '#kit/i18n'
import { ErrorNotice, MomentField } from '#kit/ui'
import { instantIn, localIn } from './local-time.ts'

interface TimeDialogProps {
  readonly title: string
  readonly submit: string
  readonly sendAt: string
  /** Also lets the words be changed. */
  readonly text?: string
  readonly error: Error | null
  readonly busy: boolean
  readonly onChosen: (sendAt: string, text: string) => void
  readonly onLeave: () => void
}

/** When it is to be sent, and what. */
export function TimeDialog({ title, submit, sendAt, text, error, busy, onChosen, onLeave }: TimeDialogProps) {
  const t = useText('conversation')
  const [local, setLocal] = useState(() => localIn(screenZone(), sendAt))
  const [words, setWords] = useState(text ?? '')
  const isReady = local !== '' && (text === undefined || words.trim() !== '')
  return (
    <Modal
      open
      width={440}
      title={title}
      okText={submit}
      cancelText={t('later.leave')}
      okButtonProps={{ disabled: !isReady, loading: busy }}
      onOk={() => onChosen(instantIn(screenZone(), local), words.trim())}
      onCancel={onLeave}
    >
      {text !== undefined && (
        <Input.TextArea
          aria-label={t('replies.text')}
          maxLength={4000}
          autoSize={{ minRows: 3, maxRows: 10 }}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      )}
      <p className="dialog-line">
        <label className="col">
          <span className="s t2">{t('later.at', { zone: screenZone() })}</span>
          <MomentField label={t('later.at', { zone: screenZone() })} value={local} onChange={setLocal} />
        </label>
      </p>
      {error && <ErrorNotice error={error} />}
    </Modal>
  )
}
