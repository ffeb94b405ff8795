import { useEffect, useState } from 'react'
import { useMay, useQueryClient, useSession } from '#kit/data'
import { Pane } from '#kit/ui'
import { Acts } from '../acts/acts.tsx'
import { conversationApi, type ConversationDetail, type Message } from '../api.ts'
import { CallBar } from '../call/call-bar.tsx'
import { Composer } from '../composer/composer.tsx'
import { onArrival, useSendings } from '../composer/outbox.ts'
import { ContextInspector } from '../context/context-inspector.tsx'
import { useLookers } from '../presence/use-lookers.ts'
import { SuperviseBar } from '../supervise/supervise-bar.tsx'
import { ThreadView } from '../thread/thread-view.tsx'
import { threadKey, useThread } from '../thread/use-thread.ts'
import { useTyping } from '../thread/use-typing.ts'
import { ConversationBar } from './conversation-bar.tsx'
import type { Inbox } from './use-inbox.ts'

/** One conversation on the desk: what was said, what I may say, and what is known around it. */
export function ConversationView({
  conversation,
  inbox,
  onBack,
}: {
  conversation: ConversationDetail
  inbox: Inbox
  onBack: () => void
}) {
  const { conversationId } = conversation
  const [quoting, setQuoting] = useState<Message>()
  const thread = useThread(conversationId)
  const typist = useTyping(conversationId)
  const sendings = useUnseenSendings(conversationId, thread.messages)
  const mayReply = useMayReply(conversation)
  const mayNote = useMay()('conversation.note')
  useReadMark(conversation, thread.messages.at(-1)?.seq ?? 0)
  const supervises = useSupervises(conversation)
  const joined = useJoined(conversation)
  const lookers = useLookers(conversationId, { silent: supervises && !joined })
  const acts = <Acts conversation={conversation} inbox={inbox} />
  const composer = mayNote && conversation.status !== 'closed' && (
    <Composer
      conversation={conversation}
      mayReply={mayReply}
      agents={inbox.agents}
      messages={thread.messages}
      quoting={quoting}
      onQuoted={() => setQuoting(undefined)}
    />
  )
  return (
    <>
      <Pane
        bar={<ConversationBar conversation={conversation} lookers={lookers} acts={acts} />}
        onBack={onBack}
        head={
          <>
            {conversation.channelKind === 'hotline' && <CallBar conversation={conversation} />}
            {supervises && <SuperviseBar conversation={conversation} />}
          </>
        }
        foot={composer}
      >
        <ThreadView
          conversation={conversation}
          thread={thread}
          sendings={sendings}
          typist={typist}
          agents={inbox.agents}
          onQuote={setQuoting}
        />
      </Pane>
      <ContextInspector conversation={conversation} messages={thread.messages} />
    </>
  )
}

/** The agent of a conversation writes to the customer, and who was asked into it. */
function useMayReply(conversation: ConversationDetail): boolean {
  const { user } = useSession()
  const may = useMay()
  const joined = useJoined(conversation)
  if (conversation.status !== 'active' || !may('conversation.serve')) return false
  return conversation.agentId === user.id || joined
}

function useJoined({ participants }: ConversationDetail): boolean {
  const { user } = useSession()
  return participants.some(({ agentId }) => agentId === user.id)
}

/** Somebody else's conversation, seen by who may help with it. */
function useSupervises({ agentId, status }: ConversationDetail): boolean {
  const { user } = useSession()
  const may = useMay()
  return status === 'active' && agentId !== user.id && may('conversation.supervise')
}

/** What is on its way and not yet part of the thread that is shown. */
function useUnseenSendings(conversationId: string, messages: readonly Message[]) {
  const cache = useQueryClient()
  const sendings = useSendings(conversationId)
  useEffect(() => onArrival((id) => cache.invalidateQueries({ queryKey: [...threadKey(id)] })), [cache])
  const seen = new Set(messages.map(({ sourceId }) => sourceId))
  return sendings.filter(({ clientId }) => !seen.has(`agent:${clientId}`) && !seen.has(`note:${clientId}`))
}

/** What stands on my screen has been read, while the screen is looked at. */
function useReadMark({ conversationId, agentId, agentReadSeq }: ConversationDetail, lastSeq: number): void {
  const { user } = useSession()
  const unread = agentId === user.id && agentReadSeq < lastSeq
  useEffect(() => {
    if (!unread) return undefined
    const mark = () => {
      if (document.visibilityState !== 'visible') return
      void conversationApi.call
        .markRead({ params: { id: conversationId }, body: { seq: lastSeq } })
        .catch(() => undefined)
    }
    mark()
    document.addEventListener('visibilitychange', mark)
    return () => document.removeEventListener('visibilitychange', mark)
  }, [conversationId, lastSeq, unread])
}
