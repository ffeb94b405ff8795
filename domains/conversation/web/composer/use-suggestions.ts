import { useState, type KeyboardEvent } from 'react'
import { useQuery } from '#kit/data'
import { useLocale } from '#kit/i18n'
import { conversationApi, type AgentNow } from '../api.ts'
import { askedBy, cannedFor, colleaguesFor, type Suggestion } from './suggestions.ts'

/** Follows the caret: what may be put in its place, and the keys that choose. */
export function useSuggestions(
  text: string,
  {
    internal,
    agents,
    replace,
  }: { internal: boolean; agents: readonly AgentNow[]; replace: (text: string, caret: number) => void },
) {
  const locale = useLocale()
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [closedAt, setClosedAt] = useState<number>()
  const asked = askedBy(text, Math.min(caret, text.length))
  const replies = useQuery({
    ...conversationApi.query('listCannedReplies'),
    staleTime: 60_000,
    enabled: asked?.sign === '/',
  })
  const items = !asked || asked.from === closedAt ? [] : itemsFor(asked)

  function itemsFor({ sign, word }: NonNullable<typeof asked>): readonly Suggestion[] {
    if (sign === '/') return cannedFor(replies.data?.items ?? [], word, locale)
    return internal ? colleaguesFor(agents, word) : []
  }

  function pick({ text: chosen, cannedReplyId }: Suggestion): void {
    if (!asked) return
    replace(text.slice(0, asked.from) + chosen + text.slice(caret), asked.from + chosen.length)
    setAt(0)
    if (cannedReplyId)
      void conversationApi.call.countCannedReply({ params: { id: cannedReplyId } }).catch(() => undefined)
  }

  /** True when the key was for the list. */
  function onKey(event: KeyboardEvent): boolean {
    if (items.length === 0) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setAt((at + step + items.length) % items.length)
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab')
      pick(items[Math.min(at, items.length - 1)]!)
    else if (event.key === 'Escape') setClosedAt(asked?.from)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  return { items, at: Math.min(at, items.length - 1), pick, onKey, setCaret }
}
