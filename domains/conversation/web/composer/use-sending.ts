import { useEffect, useRef, useState } from 'react'
import { useSession } from '#kit/data'
import type { Message } from '../api.ts'
import { answeredSince } from './answered-since.ts'
import { post } from './outbox.ts'
import { useCaution } from '../sensitive/use-caution.ts'
import { mentionsIn } from './suggestions.ts'
import type { Composing } from './use-composer.ts'

interface Written {
  readonly text: string
  readonly internal: boolean
  /** Who gets the mail, too. */
  readonly copied: { readonly copies?: string[] }
  readonly clear: () => void
}

/** Puts words on their way. When a colleague has answered since their first letter, it asks before. */
export function useSending(composing: Composing, { text, internal, copied, clear }: Written) {
  const { user } = useSession()
  const { conversation, messages } = composing
  const began = useRef<number>(undefined)
  const [crossing, setCrossing] = useState<Message>()
  const { caution, check, dismiss } = useCaution()
  useEffect(() => {
    began.current = text === '' ? undefined : (began.current ?? conversation.lastSeq)
  }, [text, conversation.lastSeq])

  const send = (anyway = false) => {
    const words = text.trim()
    if (words === '') return
    const answer = internal || anyway ? undefined : answeredSince(messages, began.current ?? 0, user.id)
    setCrossing(answer)
    if (answer) return
    const leave = () => depart(words)
    if (internal) leave()
    else void check(words, leave)
  }
  const depart = (words: string, anyway = false) => {
    dismiss()
    say(composing, words, { internal, anyway, copied })
    clear()
  }
  return {
    send: () => send(),
    crossing,
    sendAnyway: () => send(true),
    lookFirst: () => setCrossing(undefined),
    caution,
    sendCautioned: () => depart(text.trim(), true),
    changeWords: dismiss,
  }
}

function say(
  { conversation, messages, agents, quoting }: Composing,
  text: string,
  how: { internal: boolean; anyway: boolean; copied: Written['copied'] },
): void {
  const { internal, anyway, copied } = how
  const { conversationId } = conversation
  if (internal) {
    return post({ conversationId, content: { type: 'note', text, mentions: mentionsIn(text, agents) }, internal })
  }
  const seen = messages.at(-1)?.seq ?? conversation.lastSeq
  post({
    conversationId,
    content: { type: 'text', text, ...copied },
    internal,
    anyway,
    seen,
    ...(quoting ? { replyTo: quoting.seq } : {}),
  })
}
