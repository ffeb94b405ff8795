/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks'
import type { Message } from '../../client/shapes.ts'
import type { Chat, ChatState } from '../../client/chat.ts'
import { keepEnd } from '../keep-end.ts'
import type { Outgoing } from '../../client/outgoing.ts'
import { say, timeWords } from '../words.ts'
import { ContentView, plainOf } from './content.tsx'
import { Icon } from './icons.tsx'
import { Choices } from './choices.tsx'
import { QueueCard } from './queue-card.tsx'
import { RatingCard } from './rating-card.tsx'

/** What was said, and where the visitor stands. Keeps to the end unless he reads above. */
export function Messages({ chat, state }: { chat: Chat; state: ChatState }) {
  const { past, messages, outgoing, conversation, session, typist, hasEarlier } = state
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => (place.current ? keepEnd(place.current) : undefined), [])
  const lastMenu = messages.findLast(({ content }) => content.type === 'menu')
  const begun = past.length + messages.length > 0
  return (
    <div class="thread" ref={place} tabIndex={0} role="log" aria-live="polite" aria-label={say('messages')}>
      {hasEarlier && (
        <button type="button" class="earlier" onClick={() => void chat.readEarlier()}>
          {say('earlier')}
        </button>
      )}
      {!begun && session && <Greeting text={session.greeting} />}
      {[...past, ...messages].map((message) => (
        <Row
          key={`${message.sentAt}-${message.seq}`}
          message={message}
          chat={chat}
          state={state}
          isLastMenu={message === lastMenu}
        />
      ))}
      {outgoing.map((one) => (
        <Waiting key={one.clientId} one={one} chat={chat} />
      ))}
      {conversation?.standing && <QueueCard chat={chat} standing={conversation.standing} since={state.standingAt} />}
      {typist && (
        <p class="small typing">{typist.name ? say('typing', { name: typist.name }) : say('somebodyTypes')}</p>
      )}
    </div>
  )
}

function Greeting({ text }: { text: string }) {
  return (
    <div class="row">
      <div class="bubble">{text}</div>
    </div>
  )
}

interface RowProps {
  readonly message: Message
  readonly chat: Chat
  readonly state: ChatState
  readonly isLastMenu: boolean
}

function Row({ message, chat, state, isLastMenu }: RowProps) {
  const { content, author, seq, sentAt, recalledAt, editedAt } = message
  if (content.type === 'event') return <EventLine message={message} />
  if (content.type === 'menu' && isSurvey(content.choices))
    return <RatingCard chat={chat} conversation={state.conversation} active={isLastMenu} />
  const own = author.kind === 'customer'
  const read = own && state.messages.includes(message) && (state.conversation?.agentReadSeq ?? 0) >= seq
  return (
    <div class={own ? 'row own' : 'row'}>
      {!own && author.kind !== 'system' && <AuthorLine message={message} />}
      {recalledAt === null && <Quoted message={message} state={state} />}
      {recalledAt === null && <ContentView message={message} />}
      <p class="small when">
        {timeWords(sentAt)}
        {editedAt !== null && ` · ${say('edited')}`}
        {read && ` · ${say('read')}`}
      </p>
      {content.type === 'menu' && (
        <Choices chat={chat} content={content} active={isLastMenu} taken={takenOf(state.messages, seq)} />
      )}
    </div>
  )
}

/** What is answered; what colleagues noted among themselves is not here and so is not shown. */
function Quoted({ message, state }: { message: Message; state: ChatState }) {
  const among = state.messages.includes(message) ? state.messages : state.past
  const quoted = among.find(({ seq }) => seq === message.replyTo)
  const words = quoted && plainOf(quoted.content)
  return words ? <blockquote class="small quote">{words}</blockquote> : null
}

function AuthorLine({ message: { author } }: { message: Message }) {
  if (author.kind === 'bot') {
    return (
      <p class="small who">
        <Icon name="bot" size={14} /> {author.name} · {say('bot')}
      </p>
    )
  }
  return <p class="small who">{author.name}</p>
}

function EventLine({ message: { content, author } }: { message: Message }) {
  if (content.type !== 'event') return null
  const name = typeof content.details['name'] === 'string' ? content.details['name'] : author.name
  const words = {
    assigned: name ? say('joined', { name }) : '',
    joined: name ? say('joined', { name }) : '',
    closed: say('closed'),
    recalled: say('recalled'),
  }[content.event]
  return words ? <p class="small event">{words}</p> : null
}

function Waiting({ one: { clientId, content, state, reason }, chat }: { one: Outgoing; chat: Chat }) {
  return (
    <div class="row own">
      <div class="bubble faint">{plainOf(content)}</div>
      {state === 'refused' ? (
        <p class="small failed" role="alert">
          <Icon name="warn" size={14} /> {reason ?? say('failed')}{' '}
          <button type="button" class="link" onClick={() => chat.again(clientId)}>
            {say('again')}
          </button>
        </p>
      ) : (
        <p class="small when">{say(navigator.onLine ? 'sending' : 'kept')}</p>
      )}
    </div>
  )
}

/** Which choice the visitor took after this message. */
function takenOf(messages: readonly Message[], seq: number): string | undefined {
  const taken = messages.find(
    (message) => message.seq > seq && message.content.type === 'text' && message.content.choiceId,
  )
  return taken?.content.type === 'text' ? taken.content.choiceId : undefined
}

function isSurvey(choices: readonly { readonly id: string }[]): boolean {
  return choices.every(({ id }) => id.startsWith('rating:'))
}
