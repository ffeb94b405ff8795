import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { conversationApi } from '../api.ts'

interface EditDialogProps {
  readonly conversationId: string
  readonly seq: number
  readonly text: string
  readonly onLeave: () => void
}

/** Corrects what I have said; the other side sees the new words and that they are. */
export function EditDialog({ conversationId, seq, text, onLeave }: EditDialogProps) {
  const t = useText('conversation')
  const [words, setWords] = useState(text)
  const command = useCommand(conversationApi, 'editMessage', {
    refetch: [conversationApi.key('readThread'), conversationApi.key('listInbox')],
  })
  const done = () => {
    toast({ text: t('message.edited'), undo: () => command.mutate({ params, body: { text } }) })
    onLeave()
  }
  const params = { id: conversationId, seq }
  const isSame = words.trim() === '' || words.trim() === text
  return (
    <Modal
      open
      width={480}
      title={t('message.edit')}
      okText={t('message.correct')}
      cancelText={t('message.leave')}
      okButtonProps={{ disabled: isSame, loading: command.isPending }}
      onOk={() => command.mutate({ params, body: { text: words.trim() } }, { onSuccess: done })}
      onCancel={onLeave}
    >
      <Input.TextArea
        autoFocus
        aria-label={t('message.edit')}
        maxLength={4000}
        autoSize={{ minRows: 3, maxRows: 12 }}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      {command.error && <ErrorNotice error={command.error} />}
    </Modal>
  )
}
