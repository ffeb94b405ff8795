import { Button } from 'antd'
import { Clock } from 'lucide-react'
import { useState } from 'react'
import { useCommand, useLive, useMay, useQuery } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Shape, toast } from '#kit/ui'
import { conversationApi, type ScheduledMessage } from '../api.ts'
import { TimeDialog } from './time-dialog.tsx'
import './later.css'

const CLOSED = 'conversation.conversation-closed'

/** What waits for its time, below everything that was said. */
export function ScheduledRows({ conversationId }: { conversationId: string }) {
  const { data } = useQuery(conversationApi.query('listScheduled', { params: { id: conversationId } }))
  useLive([`conversation.colleagues:${conversationId}`], {
    refetch: ({ name }) => (name === 'conversation.scheduled_changed' ? [conversationApi.key('listScheduled')] : []),
  })
  return data?.items.map((message) => <ScheduledRow key={message.scheduledId} message={message} />)
}

function ScheduledRow({ message }: { message: ScheduledMessage }) {
  const t = useText('conversation')
  const { moment } = useFormats()
  const serves = useMay()('conversation.serve')
  const { agentName, text, sendAt, state, failure, customerWroteAt } = message
  const failed = state === 'failed'
  return (
    <article className="message ours first scheduled">
      <div className="message-body">
        <p className="who s t2">
          <Clock aria-hidden size={12} strokeWidth={1.75} />{' '}
          {t(failed ? 'later.failed' : 'later.waits', { name: agentName, time: moment(sendAt) })}
        </p>
        <div className="said">
          <div className="bubble">
            <span className="words">{text}</span>
          </div>
        </div>
        {failed && (
          <Warning tone="bad">{t(failure === CLOSED ? 'later.because.closed' : 'later.becauseOther')}</Warning>
        )}
        {!failed && customerWroteAt !== null && <Warning tone="warn">{t('later.customerWrote')}</Warning>}
        {serves && <Acts message={message} />}
      </div>
    </article>
  )
}

function Warning({ tone, children }: { tone: 'bad' | 'warn'; children: string }) {
  return (
    <p className={`s row failed-acts ${tone}`} role="status">
      <Shape name="late" size={12} /> {children}
    </p>
  )
}

function Acts({ message }: { message: ScheduledMessage }) {
  const t = useText('conversation')
  const [editing, setEditing] = useState(false)
  const refetch = [conversationApi.key('listScheduled'), conversationApi.key('readThread')]
  const now = useCommand(conversationApi, 'sendScheduledNow', { refetch })
  const cancel = useCommand(conversationApi, 'cancelScheduled', { refetch })
  const again = useCommand(conversationApi, 'scheduleMessage', { refetch })
  const change = useCommand(conversationApi, 'changeScheduled', { refetch })
  const { scheduledId, conversationId, text, sendAt, version } = message
  const params = { id: scheduledId }
  const say = { onError: ({ message: words }: Error) => toast({ text: words }) }
  const undo = () =>
    again.mutate({ params: { id: conversationId }, body: { scheduledId: crypto.randomUUID(), text, sendAt } }, say)
  const callOff = () =>
    cancel.mutate({ params }, { onSuccess: () => toast({ text: t('later.cancelled'), undo }), ...say })
  return (
    <p className="row failed-acts">
      <Button size="small" onClick={() => setEditing(true)}>
        {t('later.edit')}
      </Button>
      <Button size="small" loading={now.isPending} onClick={() => now.mutate({ params }, say)}>
        {t('later.now')}
      </Button>
      <Button size="small" loading={cancel.isPending} onClick={callOff}>
        {t('later.cancel')}
      </Button>
      {editing && (
        <TimeDialog
          title={t('later.change')}
          submit={t('later.schedule')}
          sendAt={sendAt}
          text={text}
          error={change.error}
          busy={change.isPending}
          onLeave={() => {
            setEditing(false)
            change.reset()
          }}
          onChosen={(at, words) =>
            change.mutate(
              { params, body: { text: words, sendAt: at, version } },
              { onSuccess: () => setEditing(false) },
            )
          }
        />
      )}
    </p>
  )
}
