import { useState, type KeyboardEvent } from 'react'
import { useQuery } from '#kit/data'
import { useLocale, useText } from '#kit/i18n'
import { fillIn, type Placeholder } from '../../contract.ts'
import { conversationApi, type AgentNow } from '../api.ts'
import { stepsInWords } from '../macros/step-words.ts'
import { askedBy, cannedFor, colleaguesFor, macrosFor, type Suggestion } from './suggestions.ts'

interface Choosing {
  readonly internal: boolean
  readonly agents: readonly AgentNow[]
  /** What the placeholders of a canned reply mean here. */
  readonly words: Readonly<Record<Placeholder, string>>
  readonly replace: (text: string, caret: number) => void
  /** Macros are offered only to who may take their steps. */
  readonly onMacro: ((macroId: string) => void) | undefined
}

/** Follows the caret: what may be put in its place, and the keys that choose. */
export function useSuggestions(text: string, { internal, agents, words, replace, onMacro }: Choosing) {
  const t = useText('conversation')
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
  const macros = useQuery({
    ...conversationApi.query('listMacros'),
    staleTime: 60_000,
    enabled: asked?.sign === '/' && onMacro !== undefined,
  })
  const items = !asked || asked.from === closedAt ? [] : itemsFor(asked)

  function itemsFor({ sign, word }: NonNullable<typeof asked>): readonly Suggestion[] {
    if (sign === '/') {
      const offered = onMacro ? macrosFor(macros.data?.items ?? [], word, ({ steps }) => stepsInWords(t, steps)) : []
      return [...cannedFor(replies.data?.items ?? [], word, locale), ...offered]
    }
    return internal ? colleaguesFor(agents, word) : []
  }

  function pick({ text: typed, cannedReplyId, macroId }: Suggestion): void {
    if (!asked) return
    const chosen = cannedReplyId ? fillIn(typed, words) : typed
    replace(text.slice(0, asked.from) + chosen + text.slice(caret), asked.from + chosen.length)
    setAt(0)
    if (macroId) onMacro?.(macroId)
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
