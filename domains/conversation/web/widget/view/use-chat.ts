import { useEffect, useState } from 'preact/hooks'
import type { Chat, ChatState } from '../../client/chat.ts'

export function useChat(chat: Chat): ChatState {
  const [state, setState] = useState(chat.state)
  useEffect(() => {
    setState(chat.state())
    return chat.listen(() => setState(chat.state()))
  }, [chat])
  return state
}

/** Draws again every second while `active`; answers the time that has run, in milliseconds. */
export function useSeconds(active: boolean): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    if (!active) return undefined
    const timer = setInterval(() => setNow(performance.now()), 1000)
    return () => clearInterval(timer)
  }, [active])
  return now
}
