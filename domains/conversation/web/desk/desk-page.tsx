import { useParams } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { useGo, useMay, useQuery, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import { EmptyState, ErrorNotice, ListSkeleton, Pane, Panes } from '#kit/ui'
import { conversationApi } from '../api.ts'
import { ConversationView } from './conversation-view.tsx'
import { InboxPane } from './inbox-pane.tsx'
import { useInbox, type Inbox } from './use-inbox.ts'
import './desk.css'

/** The agent desk: what waits, the conversation, and what is known around it. */
export function DeskPage() {
  const { id } = useParams({ strict: false })
  const inbox = useInbox()
  const mayServe = useMay()('conversation.serve')
  return (
    <Panes show={id ? 'main' : 'list'}>
      <InboxPane inbox={inbox} selected={id} mayServe={mayServe} />
      {id ? <Chosen key={id} id={id} inbox={inbox} /> : <NothingChosen />}
    </Panes>
  )
}

function Chosen({ id, inbox }: { id: string; inbox: Inbox }) {
  const go = useGo()
  const [search] = useUrlState()
  const { data, error, refetch } = useQuery(conversationApi.query('readConversation', { params: { id } }))
  const back = () => go('/conversation', { view: search['view'] })
  if (data) return <ConversationView conversation={data} inbox={inbox} onBack={back} />
  return (
    <Pane bar={<span className="grow" />} onBack={back}>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ListSkeleton />}
    </Pane>
  )
}

function NothingChosen() {
  const t = useText('conversation')
  return (
    <Pane>
      <EmptyState icon={MessagesSquare} title={t('desk.choose')} hint={t('desk.chooseHint')} />
    </Pane>
  )
}
