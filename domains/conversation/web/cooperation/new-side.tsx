import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { conversationApi } from '../api.ts'
import { ColleaguePicker, isNobody, NOBODY } from './colleague-picker.tsx'

interface NewSideProps {
  readonly conversationId: string
  readonly onLeave: () => void
  readonly onOpened: (sideId: string) => void
}

/** Begins a side conversation: about what, with whom, and the first words. */
export function NewSide({ conversationId, onLeave, onOpened }: NewSideProps) {
  const t = useText('conversation')
  const [sideId] = useState(() => crypto.randomUUID())
  const [invited, setInvited] = useState(NOBODY)
  const [subject, setSubject] = useState('')
  const [text, setText] = useState('')
  const command = useCommand(conversationApi, 'openSide', { refetch: [conversationApi.key('listSides')] })
  const isReady = subject.trim() !== '' && text.trim() !== '' && !isNobody(invited)
  const begin = () => {
    const done = () => {
      toast({ text: t('cooperation.begun', { subject: subject.trim() }) })
      onLeave()
      onOpened(sideId)
    }
    command.mutate({ params: { id: conversationId }, body: { sideId, subject, text, ...invited } }, { onSuccess: done })
  }
  return (
    <Modal
      open
      width={480}
      title={t('cooperation.begin')}
      okText={t('cooperation.send')}
      cancelText={t('cooperation.leave')}
      okButtonProps={{ disabled: !isReady, loading: command.isPending }}
      onOk={begin}
      onCancel={onLeave}
    >
      <p className="s t2">{t('cooperation.hint')}</p>
      <div className="col side-form">
        <ColleaguePicker value={invited} onChange={setInvited} />
        <label className="col">
          <span className="s t2">{t('cooperation.subject')}</span>
          <Input maxLength={120} value={subject} onChange={({ target }) => setSubject(target.value)} />
        </label>
        <label className="col">
          <span className="s t2">{t('cooperation.words')}</span>
          <Input.TextArea
            maxLength={4000}
            autoSize={{ minRows: 3, maxRows: 8 }}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
      </div>
      {command.error && <ErrorNotice error={command.error} />}
    </Modal>
  )
}
