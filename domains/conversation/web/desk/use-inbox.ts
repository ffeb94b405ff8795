import { useLive, useQuery, useSession } from '#kit/data'
import { conversationApi } from '../api.ts'

const MINE_MAX = 200
const QUEUE_MAX = 50

const STALE = [
  conversationApi.key('listInbox'),
  conversationApi.key('countInbox'),
  conversationApi.key('readNow'),
  conversationApi.key('readMyState'),
]

/** What one agent has to do, and who waits for anybody; kept true by live topics. */
export function useInbox() {
  const { user } = useSession()
  const mine = useQuery(conversationApi.query('listInbox', { query: { view: 'mine', limit: MINE_MAX } }))
  const invited = useQuery(conversationApi.query('listInbox', { query: { view: 'invited', limit: QUEUE_MAX } }))
  const queue = useQuery(conversationApi.query('listInbox', { query: { view: 'queue', limit: QUEUE_MAX } }))
  const counts = useQuery(conversationApi.query('countInbox'))
  const now = useQuery(conversationApi.query('readNow'))
  const me = useQuery(conversationApi.query('readMyState'))
  useLive([`conversation.inbox:${user.id}`, 'conversation.queue'], { refetch: STALE, aside: true })
  useLive([`user:${user.id}`], {
    refetch: ({ data }) => ((data as { kind?: string }).kind === 'conversation.invited' ? STALE : []),
  })
  const waiting = queue.data?.items ?? []
  return {
    loading: mine.isPending,
    error: mine.error,
    retry: () => void mine.refetch(),
    mine: mine.data?.items ?? [],
    invited: invited.data?.items ?? [],
    waiting,
    offered: waiting.filter(({ offeredTo }) => offeredTo === user.id),
    counts: counts.data,
    agents: now.data?.agents ?? [],
    queues: now.data?.queues ?? [],
    me: me.data?.agent ?? undefined,
  }
}

export type Inbox = ReturnType<typeof useInbox>
