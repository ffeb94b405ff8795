import { useGo, useRows } from '#kit/data'
import { useText } from '#kit/i18n'
import { Card, DataTable, EmptyState, SlaClock, type Column } from '#kit/ui'
import { conversationApi, type InboxItem } from '../api.ts'
import { ChannelIcon } from '../channel-icon.tsx'
import { nameOf } from '../words.ts'

/** Conversations that agents have now, by deadline; opening one is listening. */
export function ActiveTable() {
  const t = useText('conversation')
  const words = useText('quality')
  const go = useGo()
  const rows = useRows(conversationApi.pages('listInbox', { query: { view: 'all' } }))
  const active = { ...rows, items: rows.items.filter(({ status }) => status === 'active') }
  const columns: Column<InboxItem>[] = [
    {
      key: 'customer',
      title: t('column.customer'),
      role: 'id',
      render: (item) => (
        <span className="nb">
          <ChannelIcon kind={item.channelKind} size={12} /> {nameOf(t, item)}
        </span>
      ),
    },
    {
      key: 'text',
      title: t('column.lastText'),
      role: 'subject',
      render: ({ lastText }) => lastText || t('inbox.noWords'),
    },
    { key: 'agent', title: t('column.agent'), render: ({ agentName }) => agentName },
    { key: 'due', title: words('supervise.answer'), align: 'right', render: (item) => <Due item={item} /> },
    {
      key: 'listen',
      title: '',
      role: 'end',
      render: () => <span className="accent">{words('supervise.listen')}</span>,
    },
  ]
  return (
    <Card title={words('supervise.active')} aside={<span className="n t3">{active.items.length}</span>}>
      <DataTable
        name="conversation.active"
        arrangeable={false}
        label={words('supervise.active')}
        rows={active}
        columns={columns}
        rowKey={({ conversationId }) => conversationId}
        onOpen={({ conversationId }) => go(`/conversation/${conversationId}`)}
        hrefOf={({ conversationId }) => `/conversation/${conversationId}`}
        empty={<EmptyState title={words('supervise.noneActive')} />}
      />
    </Card>
  )
}

function Due({ item: { awaitingSince, replyDueAt } }: { item: InboxItem }) {
  return awaitingSince && replyDueAt ? <SlaClock form="compact" dueAt={replyDueAt} /> : '–'
}
