import { useState } from 'react'
import { useLive, useQuery, useQueryClient, type LiveEvent, type QueryKey } from '#kit/data'
import { conversationApi } from '../api.ts'
import { mergeThread, type Thread } from './merge.ts'

const PAGE = 50
const NEWS_MAX = 200

const THREAD = conversationApi.key('readThread')
const DETAIL = conversationApi.key('readConversation')
const CARD = conversationApi.key('readCustomerCard')

export function threadKey(conversationId: string): QueryKey {
  return conversationApi.key('readThread', { params: { id: conversationId }, query: {} })
}

/** The messages of a conversation: the last page first, older ones on demand, what is new behind the own cursor. */
export function useThread(conversationId: string) {
  const cache = useQueryClient()
  const [loadingOlder, setLoadingOlder] = useState(false)
  const params = { id: conversationId }
  const queryKey = threadKey(conversationId)
  const known = () => cache.getQueryData<Thread>(queryKey)
  const query = useQuery({ queryKey, queryFn: ({ signal }) => readOn(conversationId, known, signal) })
  useLive([`conversation:${conversationId}`], { refetch: staleAfter })

  async function loadOlder(): Promise<void> {
    const first = known()?.messages[0]?.seq ?? 1
    if (first <= 1 || loadingOlder) return
    setLoadingOlder(true)
    try {
      const page = await conversationApi.call.readThread({ params, query: { before: first, limit: PAGE } })
      // Only its messages: the ends of the thread may have moved on, and what lies between is not read yet.
      cache.setQueryData<Thread>(queryKey, (now) => now && mergeThread(now, { ...now, items: page.items }))
    } finally {
      setLoadingOlder(false)
    }
  }

  const messages = query.data?.messages ?? []
  return {
    messages,
    loading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    hasOlder: (messages[0]?.seq ?? 1) > 1,
    loadingOlder,
    loadOlder: () => void loadOlder().catch(() => undefined),
  }
}

/** The first page, or everything behind the place and the change that are known; the cache is asked again at the end. */
async function readOn(conversationId: string, known: () => Thread | undefined, signal: AbortSignal): Promise<Thread> {
  const params = { id: conversationId }
  let cursor = known()
  if (!cursor)
    return mergeThread(undefined, await conversationApi.call.readThread({ params, query: { limit: PAGE }, signal }))
  for (;;) {
    const { lastSeq: after, lastChange: change } = cursor
    const page = await conversationApi.call.readThread({ params, query: { after, change, limit: NEWS_MAX }, signal })
    const isLast = page.items.length < NEWS_MAX
    const lastSeq = isLast ? page.lastSeq : Math.max(after, page.items.at(-1)?.seq ?? after)
    cursor = mergeThread(cursor, { items: page.items, lastSeq, lastChange: isLast ? page.lastChange : change })
    if (isLast) return mergeThread(known(), { ...cursor, items: cursor.messages })
  }
}

const ABOUT_MESSAGES = new Set([
  'conversation.message_received',
  'conversation.message_sent',
  'conversation.message_changed',
])

/** Who types is shown from the event itself; marks of reading change no message. */
export function staleAfter({ name }: LiveEvent): readonly QueryKey[] {
  if (name === 'conversation.typing') return []
  if (name === 'conversation.seen' || name === 'conversation.tagged') return [DETAIL]
  return ABOUT_MESSAGES.has(name) ? [THREAD, DETAIL] : [THREAD, DETAIL, CARD]
}
