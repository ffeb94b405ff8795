import { Segmented } from 'antd'
import { useGo, useNow, useRows, useUrlState } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { ContextList, EmptyState, ErrorNotice, ListSkeleton, PageTitle, Pane } from '#kit/ui'
import { conversationApi, type InboxItem } from '../api.ts'
import { AwayNotice } from './away-notice.tsx'
import { ownRow, servedRow, waitingRow } from './inbox-row.tsx'
import { PresenceSwitch } from './presence-switch.tsx'
import { Offer, TakeNext } from './take-next.tsx'
import type { Inbox } from './use-inbox.ts'

const VIEWS = ['mine', 'queue', 'all'] as const
type View = (typeof VIEWS)[number]

/** The left of the desk: my own by deadline, the queue in its true order, or everything that is open. */
export function InboxPane({
  inbox,
  selected,
  mayServe,
}: {
  inbox: Inbox
  selected: string | undefined
  mayServe: boolean
}) {
  const t = useText('conversation')
  const [search, patch] = useUrlState()
  const view = VIEWS.find((name) => name === search['view']) ?? 'mine'
  const { counts, me, offered } = inbox
  const options = VIEWS.map((value) => ({ value, label: `${t(`view.${value}`)} ${counts?.[value] ?? ''}`.trim() }))
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      {me && <PresenceSwitch me={me} />}
    </>
  )
  const head = (
    <div className="inbox-head">
      <Segmented<View>
        block
        aria-label={t('view.label')}
        options={options}
        value={view}
        onChange={(next) => patch({ view: next === 'mine' ? undefined : next })}
      />
    </div>
  )
  return (
    <Pane kind="list" name="conversation.list" label={t('desk.title')} bar={bar} head={head}>
      {me && <AwayNotice me={me} />}
      {offered.map((item) => (
        <Offer key={item.conversationId} item={item} />
      ))}
      {mayServe && view !== 'all' && <TakeNext inbox={inbox} />}
      {view === 'all' ? (
        <AllOpen selected={selected} />
      ) : (
        <OwnAndWaiting inbox={inbox} view={view} selected={selected} />
      )}
    </Pane>
  )
}

interface ListProps {
  readonly inbox: Inbox
  readonly view: View
  readonly selected: string | undefined
}

function OwnAndWaiting({ inbox, view, selected }: ListProps) {
  const t = useText('conversation')
  const formats = useFormats()
  const nowMs = useNow('second')
  const open = useOpen()
  const { mine, invited, waiting, queues, loading, error, retry } = inbox
  const position = new Map(waiting.map(({ conversationId }, index) => [conversationId, index + 1]))
  const forMe = mine.filter(({ awaitingSince }) => awaitingSince !== null)
  const forCustomer = mine.filter(({ awaitingSince }) => awaitingSince === null)
  const own = [
    { key: 'me', title: t('inbox.forMe', { count: forMe.length }), note: t('inbox.byDeadline'), items: forMe },
    { key: 'customer', title: t('inbox.forCustomer', { count: forCustomer.length }), items: forCustomer },
    {
      key: 'invited',
      title: t('inbox.invited', { count: invited.length }),
      note: t('inbox.invitedNote'),
      items: invited,
    },
  ]
  const queued = { key: 'queue', title: t('queue.order'), note: t('queue.expected'), items: waiting }
  const groups = [...(view === 'mine' ? own : []), queued].filter(({ items }) => items.length > 0)
  if (loading) return <ListSkeleton />
  if (error && mine.length === 0) return <ErrorNotice error={error} onRetry={retry} />
  return (
    <ContextList<InboxItem>
      label={t('desk.title')}
      groups={groups}
      rowKey={({ conversationId }) => conversationId}
      selected={selected}
      onOpen={open}
      render={(item) => {
        const place = position.get(item.conversationId)
        if (place) return waitingRow(t, item, { position: place, queues, nowMs, formats })
        return invited.includes(item) ? servedRow(t, item) : ownRow(t, item)
      }}
      empty={<EmptyState title={t(view === 'mine' ? 'inbox.empty' : 'queue.empty')} hint={t('inbox.emptyHint')} />}
    />
  )
}

function AllOpen({ selected }: { selected: string | undefined }) {
  const t = useText('conversation')
  const open = useOpen()
  const rows = useRows(conversationApi.pages('listInbox', { query: { view: 'all' } }))
  return (
    <ContextList<InboxItem>
      label={t('view.all')}
      rows={rows}
      rowKey={({ conversationId }) => conversationId}
      selected={selected}
      onOpen={open}
      render={(item) => servedRow(t, item)}
      empty={<EmptyState title={t('inbox.nothingOpen')} />}
    />
  )
}

/** The segment stays in the address, so that the list does not jump when a conversation is opened. */
function useOpen(): (item: InboxItem) => void {
  const go = useGo()
  const [search] = useUrlState()
  return ({ conversationId }) => go(`/conversation/${conversationId}`, { view: search['view'] })
}
