import { useLive, useQuery } from '#kit/data'
import { conversationApi } from '../api.ts'

/** What colleagues discuss beside a conversation, kept true. */
export function useSides(conversationId: string) {
  const query = useQuery(conversationApi.query('listSides', { params: { id: conversationId } }))
  useLive([`conversation.colleagues:${conversationId}`], {
    refetch: ({ name }) => {
      if (name === 'conversation.side_changed')
        return [conversationApi.key('listSides'), conversationApi.key('readSide')]
      return name === 'conversation.links_changed' ? [conversationApi.key('readConversation')] : []
    },
  })
  const sides = query.data?.items ?? []
  return { sides, unread: sides.reduce((sum, { unread }) => sum + unread, 0), error: query.error, retry: query.refetch }
}
