/** @jsxImportSource preact */
import { useEffect, useMemo, useState } from 'preact/hooks'
import { accentOn } from '../accent.ts'
import type { Chat, ChatState } from '../../client/chat.ts'
import { say } from '../words.ts'
import { Composer } from './composer.tsx'
import { Header } from './header.tsx'
import { Messages } from './messages.tsx'
import { PreChat } from './pre-chat.tsx'
import { useChat } from './use-chat.ts'

/** The customer's side of a conversation: the whole page of a phone, or a frame on a web site. */
export function ChatPage({ chat }: { chat: Chat }) {
  const state = useChat(chat)
  const { phase, session, connected } = state
  useColours(session?.accent)
  useTitle(session?.title)
  const { asks, answers, answer } = usePreChat(state)
  if (phase === 'no_channel') return <p class="whole">{say('noChannel')}</p>
  if (!session) return <p class="whole">{phase === 'unreachable' ? say('noAnswer') : ''}</p>
  return (
    <div class="chat">
      <Header chat={chat} state={state} />
      {!connected && (
        <p class="offline" role="status">
          {say('offline')}
        </p>
      )}
      {asks ? (
        <PreChat greeting={session.greeting} fields={session.preChat} onAnswer={answer} />
      ) : (
        <>
          <Messages chat={chat} state={state} />
          <Composer chat={chat} state={state} answers={answers} />
        </>
      )}
    </div>
  )
}

/** The channel's questions come before the first words of a conversation, once. */
function usePreChat({ session, conversation }: ChatState) {
  const [answers, setAnswers] = useState<Record<string, string>>()
  const begins = !conversation || conversation.status === 'closed'
  const asks = begins && answers === undefined && (session?.preChat.length ?? 0) > 0 && conversation === undefined
  return { asks, answers: begins ? answers : undefined, answer: setAnswers }
}

const LIGHT_GROUND = '#ffffff'
const DARK_GROUND = '#14171d'

/** The company's colour, readable in the light and in the dark. */
function useColours(accent: string | undefined): void {
  const dark = useMemo(() => matchMedia('(prefers-color-scheme: dark)'), [])
  useEffect(() => {
    if (!accent) return undefined
    const paint = () => {
      const { fill, onFill, ink } = accentOn(accent, dark.matches ? DARK_GROUND : LIGHT_GROUND)
      const { style } = document.documentElement
      style.setProperty('--accent-fill', fill)
      style.setProperty('--on-accent', onFill)
      style.setProperty('--accent', ink)
    }
    paint()
    dark.addEventListener('change', paint)
    return () => dark.removeEventListener('change', paint)
  }, [accent, dark])
}

function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = title
  }, [title])
}
