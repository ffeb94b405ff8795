import { Button, Input } from 'antd'
import { useState, type KeyboardEvent } from 'react'
import { useCommand } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'
import { conversationApi } from '../api.ts'

/** A newcomer writes to the mailbox as a customer would; neither side needs a mail server for it. */
export function TryMail({ channelId }: { channelId: string }) {
  const t = useText('conversation')
  const [mail, setMail] = useState({ from: 'customer@example.com', subject: '', text: '' })
  const send = useCommand(conversationApi, 'tryMail')
  const change = (part: Partial<typeof mail>) => setMail({ ...mail, ...part })
  return (
    <details className="try-mail" onKeyDown={keepForm}>
      <summary>{t('channels.try')}</summary>
      <p className="s t2">{t('channels.tryHint')}</p>
      <label>
        {t('channels.tryFrom')}
        <Input type="email" value={mail.from} onChange={({ target }) => change({ from: target.value })} />
      </label>
      <label>
        {t('channels.trySubject')}
        <Input value={mail.subject} onChange={({ target }) => change({ subject: target.value })} />
      </label>
      <label>
        {t('channels.tryText')}
        <Input.TextArea rows={3} value={mail.text} onChange={({ target }) => change({ text: target.value })} />
      </label>
      <p className="row">
        <Button
          disabled={mail.text.trim() === ''}
          loading={send.isPending}
          onClick={() => send.mutate({ params: { id: channelId }, body: { ...mail, name: '' } })}
        >
          {t('channels.trySend')}
        </Button>
        {send.data && <Arrived conversationId={send.data.conversationId} />}
      </p>
      {send.error && <ErrorNotice error={send.error} />}
    </details>
  )
}

/** It stands inside the channel's form: Enter in a line of it must not save the channel. */
function keepForm(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}

function Arrived({ conversationId }: { conversationId: string | null }) {
  const t = useText('conversation')
  if (conversationId === null) return <span role="status">{t('channels.triedNothing')}</span>
  return (
    <span role="status" className="row">
      {t('channels.tried')}
      <a href={`/conversation/${conversationId}`}>{t('channels.tryOpen')}</a>
    </span>
  )
}
