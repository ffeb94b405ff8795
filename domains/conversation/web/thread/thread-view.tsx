import { Button } from 'antd'
import { ArrowDown } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useFormats, useText } from '#kit/i18n'
import { announce, ErrorNotice, ListSkeleton } from '#kit/ui'
import type { AgentNow, ConversationDetail, Message } from '../api.ts'
import type { Sending } from '../composer/outbox.ts'
import { ScheduledRows } from '../later/scheduled-rows.tsx'
import { gist } from '../words.ts'
import { entriesOf, type Entry } from './entries.ts'
import { HandOver } from './hand-over.tsx'
import { MessageRow } from './message-row.tsx'
import { PendingRow } from './pending-row.tsx'
import { SystemLine } from './system-line.tsx'
import { useScroll } from './use-scroll.ts'
import type { useThread } from './use-thread.ts'
import type { Typist } from './use-typing.ts'
import './thread.css'

/** From so many messages on, the browser draws only those in sight. */
const LONG = 200

export interface ThreadViewProps {
  readonly conversation: ConversationDetail
  readonly thread: ReturnType<typeof useThread>
  readonly sendings: readonly Sending[]
  readonly typist: Typist | undefined
  readonly agents: readonly AgentNow[]
  readonly onQuote: (message: Message) => void
}

/** Everything that was said, oldest first; older words come when one scrolls up to them. */
export function ThreadView(props: ThreadViewProps) {
  const { messages, loading, error, retry } = props.thread
  if (loading) return <ListSkeleton />
  if (error && messages.length === 0) return <ErrorNotice error={error} onRetry={retry} />
  return <Messages {...props} />
}

function Messages({ conversation, thread, sendings, typist, agents, onQuote }: ThreadViewProps) {
  const t = useText('conversation')
  const { day } = useFormats()
  const list = useRef<HTMLDivElement>(null)
  const { messages, hasOlder, loadingOlder, loadOlder } = thread
  const { below, toEnd } = useScroll(list, messages[0]?.seq ?? 0, loadOlder)
  useNewWords(messages)
  const bySeq = new Map(messages.map((message) => [message.seq, message]))
  const show = (entry: Entry) => {
    if (entry.kind === 'day') return <p className="system-line s t3">{day(entry.at)}</p>
    if (entry.kind === 'card') return <HandOver message={entry.message} />
    if (entry.kind === 'system') return <SystemLine message={entry.message} nameOfAgent={nameOfAgent} />
    const quoted = entry.message.replyTo === null ? undefined : bySeq.get(entry.message.replyTo)
    return (
      <MessageRow
        message={entry.message}
        isFirst={entry.isFirst}
        conversation={conversation}
        quoted={quoted}
        onQuote={onQuote}
      />
    )
  }
  const nameOfAgent = (id: string) => agents.find(({ agentId }) => agentId === id)?.name ?? undefined
  return (
    <div
      className={messages.length > LONG ? 'thread long' : 'thread'}
      ref={list}
      role="log"
      aria-label={t('thread.label')}
      aria-live="off"
    >
      {hasOlder && (
        <Button type="link" loading={loadingOlder} onClick={loadOlder}>
          {t('thread.older')}
        </Button>
      )}
      {entriesOf(messages, day).map((entry) => (
        <div key={entry.key} data-seq={entry.kind === 'day' ? undefined : entry.message.seq}>
          {show(entry)}
        </div>
      ))}
      {sendings.map((sending) => (
        <PendingRow key={sending.clientId} sending={sending} />
      ))}
      <ScheduledRows conversationId={conversation.conversationId} />
      {typist && <TypingLine typist={typist} />}
      {below && (
        <Button
          className="to-end"
          shape="circle"
          aria-label={t('thread.toEnd')}
          title={t('thread.toEnd')}
          onClick={toEnd}
          icon={<ArrowDown aria-hidden size={16} strokeWidth={1.75} />}
        />
      )}
    </div>
  )
}

function TypingLine({ typist: { who, name, internal } }: { typist: Typist }) {
  const t = useText('conversation')
  const words = who === 'customer' ? t('typing.customer') : t(internal ? 'typing.note' : 'typing.colleague', { name })
  return (
    <p className={who === 'agent' ? 'typing-line s warn md' : 'typing-line s t3'} role="status">
      {words}
    </p>
  )
}

/** Tells who cannot see the screen what the customer has just said. */
function useNewWords(messages: readonly Message[]): void {
  const t = useText('conversation')
  const last = messages.at(-1)
  const told = useRef(last?.seq)
  useEffect(() => {
    if (!last || told.current === last.seq) return
    const isFirstLook = told.current === undefined
    told.current = last.seq
    if (!isFirstLook && last.author.kind === 'customer') announce(`${last.author.name ?? ''} ${gist(t, last.content)}`)
  }, [last, t])
}
