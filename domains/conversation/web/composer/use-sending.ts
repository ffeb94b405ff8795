import { useEffect, useRef, useState } from 'react'
import { useSession } from '#kit/data'
import type { Message } from '../api.ts'
import { answeredSince } from './answered-since.ts'
import { post } from './outbox.ts'
import { mentionsIn } from './suggestions.ts'
import type { Composing } from './use-composer.ts'

interface Written {
  readonly text: string
  readonly internal: boolean
  readonly clear: () => void
}

/** Puts words on their way. When a colleague has answered since their first letter, it asks before. */
export function useSending(composing: Composing, { text, internal, clear }: Written) {
  const { user } = useSession()
  const { conversation, messages } = composing
  const began = useRef<number>(undefined)
  const [crossing, setCrossing] = useState<Message>()
  useEffect(() => {
    began.current = text === '' ? undefined : (began.current ?? conversation.lastSeq)
  }, [text, conversation.lastSeq])

  const send = (anyway = false) => {
    const words = text.trim()
    if (words === '') return
    const answer = internal || anyway ? undefined : answeredSince(messages, began.current ?? 0, user.id)
    setCrossing(answer)
    if (answer) return
    say(composing, words, internal)
    clear()
  }
  return { send: () => send(), crossing, sendAnyway: () => send(true), lookFirst: () => setCrossing(undefined) }
}

function say({ conversation, messages, agents, quoting }: Composing, text: string, internal: boolean): void {
  const { conversationId } = conversation
  if (internal) {
    return post({ conversationId, content: { type: 'note', text, mentions: mentionsIn(text, agents) }, internal })
  }
  const seen = messages.at(-1)?.seq ?? conversation.lastSeq
  post({
    conversationId,
    content: { type: 'text', text },
    internal,
    seen,
    ...(quoting ? { replyTo: quoting.seq } : {}),
  })
}
