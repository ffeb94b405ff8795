import { useEffect, useState } from 'react'
import { useLive, useSession, type LiveEvent } from '#kit/data'

const SHOWN_MS = 6000

export interface Typist {
  readonly who: 'agent' | 'customer'
  readonly name: string | null
  readonly internal: boolean
  readonly agentId?: string
}

/** Who else writes in this conversation now: the customer, or a colleague whose words would cross mine. */
export function useTyping(conversationId: string): Typist | undefined {
  const { user } = useSession()
  const [typist, setTypist] = useState<Typist>()
  useEffect(() => {
    if (!typist) return undefined
    const timer = setTimeout(() => setTypist(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [typist])
  const hear = ({ name, data }: LiveEvent) => {
    if (name === 'conversation.typing') {
      const told = data as Typist
      if (told.agentId !== user.id) setTypist(told)
    }
    // Who has spoken writes no more.
    if (name === 'conversation.message_received' || name === 'conversation.message_sent') setTypist(undefined)
  }
  useLive([`conversation:${conversationId}`], { onEvent: hear })
  return typist
}
