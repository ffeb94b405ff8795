import { useCallback, useEffect, useRef, useState } from 'react'
import { conversationApi, type ConversationDetail } from '../api.ts'

const SAVE_PAUSE_MS = 800

interface Draft {
  readonly text: string
  readonly internal: boolean
}

const EMPTY: Draft = { text: '', internal: false }
/** Of this visit to the console; the server keeps them for the next one and for other devices. */
const drafts = new Map<string, Draft>()

/** What is not sent yet stays with its conversation, on every device of the agent. */
export function useDraft({ conversationId, draft: kept }: ConversationDetail) {
  const [draft, setDraft] = useState<Draft>(() => drafts.get(conversationId) ?? kept ?? EMPTY)
  const unsaved = useRef<Draft>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = useCallback(() => {
    clearTimeout(timer.current)
    const body = unsaved.current
    unsaved.current = undefined
    // A draft that could not be saved is still here, and is saved with the next letter.
    if (body) void conversationApi.call.saveDraft({ params: { id: conversationId }, body }).catch(() => undefined)
  }, [conversationId])

  useEffect(() => save, [save])

  const write = useCallback(
    (next: Draft) => {
      setDraft(next)
      drafts.set(conversationId, next)
      unsaved.current = next
      clearTimeout(timer.current)
      timer.current = setTimeout(save, next.text === '' ? 0 : SAVE_PAUSE_MS)
    },
    [conversationId, save],
  )
  return [draft, write] as const
}
