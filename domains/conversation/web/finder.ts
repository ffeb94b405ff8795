import { MessagesSquare } from 'lucide-react'
import { nowMs } from '#kit/data'
import { currentLocale, formatStamp } from '#kit/i18n'
import { defineFinder, FOUND_MAX, type Found } from '#kit/slots'
import { conversationApi, type InboxItem } from './api.ts'

/** Conversations by the name of the one who writes: those that go on first, then those that have ended. */
defineFinder({
  id: 'conversation.conversations',
  titleKey: 'conversation:found.conversations',
  may: 'conversation.read',
  find: async (name, signal) => {
    const named = (view: 'all' | 'closed') =>
      conversationApi.call.listInbox({ query: { view, name: name.slice(0, 60), limit: FOUND_MAX }, signal })
    const pages = await Promise.all([named('all'), named('closed')])
    return pages.flatMap(({ items }) => items.map(lineOf)).slice(0, FOUND_MAX)
  },
})

function lineOf({ conversationId, contactName, organisationName, lastText, lastMessageAt }: InboxItem): Found {
  const when = formatStamp(currentLocale(), lastMessageAt, nowMs())
  return {
    id: conversationId,
    title: [contactName, organisationName].filter(Boolean).join(' · '),
    detail: [when, lastText].filter(Boolean).join(' · '),
    icon: MessagesSquare,
    path: `/conversation/${conversationId}`,
  }
}
