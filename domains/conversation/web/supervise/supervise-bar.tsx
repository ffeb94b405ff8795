import { Button, Input } from 'antd'
import { Ear } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useCommand, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, toast } from '#kit/ui'
import { conversationApi, type ConversationDetail } from '../api.ts'
import './supervise.css'

const REFETCH = [conversationApi.key('readConversation'), conversationApi.key('readThread')]

/** Above somebody else's conversation: that one listens, and how to help: whisper to the agent, or join in the open. */
export function SuperviseBar({ conversation }: { conversation: ConversationDetail }) {
  const t = useText('quality')
  const { user } = useSession()
  const { conversationId, agentName, participants } = conversation
  const joined = participants.some(({ agentId }) => agentId === user.id)
  const [whispering, setWhispering] = useState(false)
  const params = { id: conversationId }
  const barge = useCommand(conversationApi, 'barge', { refetch: REFETCH })
  const leave = useCommand(conversationApi, 'leaveConversation', { refetch: REFETCH })
  useListening(conversationId, joined)
  const error = barge.error ?? leave.error
  return (
    <section className="supervise-bar" aria-label={t('supervise.label')}>
      <p className="row">
        <Ear aria-hidden size={16} strokeWidth={1.75} />
        <span className="grow s">{t(joined ? 'supervise.joined' : 'supervise.listening', { name: agentName })}</span>
        <Button size="small" aria-expanded={whispering} onClick={() => setWhispering(!whispering)}>
          {t('supervise.whisper')}
        </Button>
        {joined ? (
          <Button size="small" loading={leave.isPending} onClick={() => leave.mutate({ params })}>
            {t('supervise.leave')}
          </Button>
        ) : (
          <Button size="small" loading={barge.isPending} onClick={() => barge.mutate({ params })}>
            {t('supervise.join')}
          </Button>
        )}
      </p>
      {whispering && <WhisperField conversation={conversation} onDone={() => setWhispering(false)} />}
      {error && <ErrorNotice error={error} />}
    </section>
  )
}

/** Who joins is seen; who only listens is in the trail. */
function useListening(conversationId: string, joined: boolean): void {
  useEffect(() => {
    if (!joined) void conversationApi.call.listenIn({ params: { id: conversationId } }).catch(() => undefined)
  }, [conversationId, joined])
}

function WhisperField({ conversation, onDone }: { conversation: ConversationDetail; onDone: () => void }) {
  const t = useText('quality')
  const { conversationId, agentName } = conversation
  const [text, setText] = useState('')
  const [clientId] = useState(() => crypto.randomUUID())
  const whisper = useCommand(conversationApi, 'whisper', { refetch: REFETCH })
  const say = () => {
    if (text.trim() === '') return
    const told = () => {
      toast({ text: t('supervise.whispered', { name: agentName }) })
      onDone()
    }
    whisper.mutate({ params: { id: conversationId }, body: { clientId, text } }, { onSuccess: told })
  }
  const hint = t('supervise.whisperHint', { name: agentName })
  return (
    <>
      <p className="row">
        <Input
          autoFocus
          maxLength={1000}
          aria-label={hint}
          placeholder={hint}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onPressEnter={say}
        />
        <Button type="primary" disabled={text.trim() === ''} loading={whisper.isPending} onClick={say}>
          {t('supervise.say')}
        </Button>
      </p>
      {whisper.error && <ErrorNotice error={whisper.error} />}
    </>
  )
}
