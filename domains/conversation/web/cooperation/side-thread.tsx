import { Button, Input } from 'antd'
import { ArrowLeft, UserPlus } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useCommand, useMay, useQuery, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { ErrorNotice, TimeStamp } from '#kit/ui'
import { conversationApi, type SideConversation, type SideMessage } from '../api.ts'
import { AddColleagues } from './add-colleagues.tsx'

/** One side conversation: its words in order, and a line to add to them. */
export function SideThread({ side, onBack }: { side: SideConversation; onBack: () => void }) {
  const t = useText('conversation')
  const mayNote = useMay()('conversation.note')
  const [adding, setAdding] = useState(false)
  const { sideId, subject, members } = side
  const query = useQuery(conversationApi.query('readSide', { params: { id: sideId }, query: {} }))
  const messages = query.data?.items ?? []
  useReadMark(side, messages.at(-1)?.seq ?? 0)
  return (
    <section className="side-thread" aria-label={subject}>
      <header className="row">
        <button
          type="button"
          className="icon-button"
          aria-label={t('cooperation.back')}
          title={t('cooperation.back')}
          onClick={onBack}
        >
          <ArrowLeft aria-hidden size={16} strokeWidth={1.75} />
        </button>
        <div className="grow">
          <h3 className="cut">{subject}</h3>
          <p className="s t3 cut">{members.map(({ name }) => name).join(' · ')}</p>
        </div>
        {mayNote && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('cooperation.add')}
            title={t('cooperation.add')}
            onClick={() => setAdding(true)}
          >
            <UserPlus aria-hidden size={16} strokeWidth={1.75} />
          </button>
        )}
      </header>
      {query.error && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      <Words messages={messages} />
      {mayNote && <Line sideId={sideId} />}
      {adding && <AddColleagues sideId={sideId} onLeave={() => setAdding(false)} />}
    </section>
  )
}

function Words({ messages }: { messages: readonly SideMessage[] }) {
  const { user } = useSession()
  const end = useRef<HTMLLIElement>(null)
  const last = messages.at(-1)?.seq
  // Newer browsers answer scrollIntoView with a promise, which an effect must not hand on.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [last])
  return (
    <ol className="side-words" role="log">
      {messages.map(({ seq, authorId, authorName, text, sentAt }) => (
        <li key={seq} ref={seq === last ? end : undefined} className={authorId === user.id ? 'mine' : ''}>
          <p className="s t3">
            {authorName} <TimeStamp at={sentAt} />
          </p>
          <p className="bubble words">{text}</p>
        </li>
      ))}
    </ol>
  )
}

/** Enter sends: colleagues among themselves write short. */
function Line({ sideId }: { sideId: string }) {
  const t = useText('conversation')
  const [text, setText] = useState('')
  const [sourceId, setSourceId] = useState(() => crypto.randomUUID())
  const refetch = [conversationApi.key('readSide'), conversationApi.key('listSides')]
  const command = useCommand(conversationApi, 'writeSide', { refetch })
  const send = () => {
    if (text.trim() === '' || command.isPending) return
    const said = () => {
      setText('')
      setSourceId(crypto.randomUUID())
    }
    command.mutate({ params: { id: sideId }, body: { sourceId, text } }, { onSuccess: said })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <footer>
      {command.error && <ErrorNotice error={command.error} />}
      <div className="row">
        <Input.TextArea
          className="grow"
          autoSize={{ minRows: 1, maxRows: 5 }}
          maxLength={4000}
          aria-label={t('cooperation.words')}
          placeholder={t('cooperation.words')}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKeyDown}
        />
        <Button type="primary" loading={command.isPending} disabled={text.trim() === ''} onClick={send}>
          {t('composer.send')}
        </Button>
      </div>
    </footer>
  )
}

/** What stands on the screen has been read. */
function useReadMark({ sideId, unread }: SideConversation, seq: number): void {
  useEffect(() => {
    if (unread === 0 || seq === 0) return
    void conversationApi.call.markSideRead({ params: { id: sideId }, body: { seq } }).catch(() => undefined)
  }, [sideId, unread, seq])
}
