import { Dropdown } from 'antd'
import type { TFunction } from 'i18next'
import { Bot, Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useCommand, useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import { Slot } from '#kit/slots'
import { Avatar, Shape, TimeStamp, toast } from '#kit/ui'
import { conversationApi, type ConversationDetail, type Message } from '../api.ts'
import { KeepReplyDialog } from '../composer/keep-reply-dialog.tsx'
import { gist, nameOf } from '../words.ts'
import { ContentView } from './content.tsx'
import { EditDialog } from './edit-dialog.tsx'
import '../supervise/supervise.css'

export interface MessageRowProps {
  readonly message: Message
  readonly isFirst: boolean
  readonly conversation: ConversationDetail
  readonly quoted: Message | undefined
  readonly onQuote: (message: Message) => void
}

/** One message: the customer at the left, our side at the right, notes in words and in amber. */
export function MessageRow({ message, isFirst, conversation, quoted, onQuote }: MessageRowProps) {
  const { author, internal, content } = message
  const ours = author.kind === 'agent' || author.kind === 'system'
  const looks = [
    'message',
    ours ? 'ours' : '',
    internal ? 'internal' : '',
    isWhisper(content) ? 'whisper' : '',
    isFirst ? 'first' : '',
  ].join(' ')
  return (
    <article className={looks}>
      <span className="message-face">{isFirst && <Face message={message} conversation={conversation} />}</span>
      <div className="message-body">
        <p className="who s t3">
          {isFirst && <AuthorName message={message} conversation={conversation} />} <TimeStamp at={message.sentAt} />
          <Mark message={message} conversation={conversation} />
        </p>
        {message.replyTo !== null && <Quoted quoted={quoted} conversation={conversation} />}
        <div className="said">
          <ContentView content={content} />
          <Acts message={message} conversation={conversation} onQuote={onQuote} />
        </div>
        {author.kind === 'customer' && content.type === 'text' && (
          <Slot
            name="conversation.message"
            props={{ conversationId: conversation.conversationId, seq: message.seq, text: content.text }}
          />
        )}
        <Reactions message={message} />
      </div>
    </article>
  )
}

function isWhisper(content: Message['content']): boolean {
  return content.type === 'note' && content.whisper === true
}

/** The words that were answered: who said them, or that they lie further up. */
function Quoted({ quoted, conversation }: Pick<MessageRowProps, 'quoted' | 'conversation'>) {
  const t = useText('conversation')
  const words = quoted && (quoted.recalledAt === null ? gist(t, quoted.content) : t('message.wasRecalled'))
  return (
    <blockquote className="quote s t2 cut">
      {quoted ? t('message.quoted', { name: authorOf(t, quoted.author, conversation), words }) : t('message.earlier')}
    </blockquote>
  )
}

function Face({ message: { author }, conversation }: Pick<MessageRowProps, 'message' | 'conversation'>) {
  const t = useText('conversation')
  if (author.kind !== 'bot' && author.kind !== 'system') return <Avatar name={authorOf(t, author, conversation)} />
  return (
    <span className="bot-face">
      <Bot aria-hidden size={14} strokeWidth={1.75} />
    </span>
  )
}

/** Who has not told his name is called here as in the list. */
function authorOf(t: TFunction, { kind, name }: Message['author'], conversation: ConversationDetail): string {
  return name ?? (kind === 'customer' ? nameOf(t, conversation) : t(`author.${kind}`))
}

function AuthorName({
  message: { author, internal, content },
  conversation,
}: Pick<MessageRowProps, 'message' | 'conversation'>) {
  const t = useText('conversation')
  const name = authorOf(t, author, conversation)
  if (author.kind === 'bot') return <span>{t('author.isBot', { name })}</span>
  if (isWhisper(content)) return <b className="warn md">{t('quality:supervise.whispers', { name })}</b>
  return <span>{internal ? t('author.internal', { name }) : name}</span>
}

/** How far an own message has come: on its way, there, read, or not sent at all. */
function Mark({
  message: { author, seq, state, internal, editedAt },
  conversation,
}: Pick<MessageRowProps, 'message' | 'conversation'>) {
  const t = useText('conversation')
  const words = [editedAt ? t('mark.edited') : '']
  if (!internal && (author.kind === 'agent' || author.kind === 'bot')) {
    if (state === 'failed') return <FailedMark />
    if (conversation.customerReadSeq >= seq) words.push(t('mark.read'))
    else if (state === 'delivered' || conversation.customerDeliveredSeq >= seq) words.push(t('mark.delivered'))
    else if (state === 'queued') words.push(t('mark.queued'))
  }
  return words.filter(Boolean).map((word) => <span key={word}> · {word}</span>)
}

function FailedMark() {
  const t = useText('conversation')
  return (
    <span className="bad failed-mark">
      <Shape name="late" size={12} /> {t('mark.failed')}
    </span>
  )
}

function Acts({ message, conversation, onQuote }: Pick<MessageRowProps, 'message' | 'conversation' | 'onQuote'>) {
  const t = useText('conversation')
  const { user } = useSession()
  const refetch = [conversationApi.key('readThread'), conversationApi.key('listInbox')]
  const recall = useCommand(conversationApi, 'recallMessage', { refetch })
  const react = useCommand(conversationApi, 'reactToMessage', { refetch })
  const params = { id: conversation.conversationId, seq: message.seq }
  const say = { onError: ({ message: words }: Error) => toast({ text: words }) }
  const [keeping, setKeeping] = useState(false)
  const [editing, setEditing] = useState(false)
  const mine = message.author.kind === 'agent' && message.author.id === user.id
  const acts = {
    quote: () => onQuote(message),
    thanks: () => react.mutate({ params, body: { emoji: '👍' } }, say),
    keep: () => setKeeping(true),
    edit: () => setEditing(true),
    recall: () => recall.mutate({ params }, { onSuccess: () => toast({ text: t('message.recalled') }), ...say }),
  }
  const { content } = message
  const text = content.type === 'text' || content.type === 'note' ? content.text : undefined
  const { rewords, recallMinutes } = conversation
  const own = [
    ...(text === undefined ? [] : ['keep']),
    ...(text !== undefined && (message.internal || rewords) ? ['edit'] : []),
    ...(message.internal || recallMinutes > 0 ? ['recall'] : []),
  ]
  const offered = (['quote', 'thanks', ...(mine ? own : [])] as (keyof typeof acts)[]).map((key) => ({
    key,
    label: t(`message.${key}`),
  }))
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items: offered, onClick: ({ key }) => acts[key as keyof typeof acts]() }}>
        <button
          type="button"
          className="icon-button small message-acts"
          aria-label={t('message.acts')}
          title={t('message.acts')}
        >
          <Ellipsis aria-hidden size={14} strokeWidth={1.75} />
        </button>
      </Dropdown>
      {editing && text !== undefined && (
        <EditDialog
          conversationId={conversation.conversationId}
          seq={message.seq}
          text={text}
          onLeave={() => setEditing(false)}
        />
      )}
      {keeping && text !== undefined && <KeepReplyDialog text={text} onLeave={() => setKeeping(false)} />}
    </>
  )
}

function Reactions({ message: { reactions } }: { message: Message }) {
  const given = Object.entries(reactions ?? {}).filter(([, who]) => who.length > 0)
  if (given.length === 0) return null
  return (
    <p className="reactions s">
      {given.map(([emoji, who]) => (
        <span key={emoji}>
          {emoji} {who.length}
        </span>
      ))}
    </p>
  )
}
