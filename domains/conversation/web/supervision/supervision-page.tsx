import { useState } from 'react'
import { rowsOf, rowsOfQuery, useLive, useNow, useQuery } from '#kit/data'
import { epochMs, useFormats, useText } from '#kit/i18n'
import {
  Card,
  DataTable,
  Duration,
  EmptyState,
  PageTitle,
  Pane,
  Panes,
  RelativeTime,
  StatusMark,
  type Column,
} from '#kit/ui'
import { conversationApi, type AgentNow, type InboxItem, type QueueNow } from '../api.ts'
import { nameOf, presenceLooks } from '../words.ts'
import { ActiveTable } from './active-table.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import './supervision.css'

const WAITING_MAX = 100

/** Queues and agents at this moment, and who waits; a supervisor gives a customer to an agent himself. */
export function SupervisionPage() {
  const t = useText('conversation')
  const [giving, setGiving] = useState<InboxItem>()
  const now = useQuery(conversationApi.query('readNow'))
  const waiting = useQuery(conversationApi.query('listInbox', { query: { view: 'queue', limit: WAITING_MAX } }))
  useLive(['conversation.queue'], { refetch: [conversationApi.key('readNow'), conversationApi.key('listInbox')] })
  const agents = now.data?.agents ?? []
  return (
    <Panes>
      <Pane padded bar={<PageTitle />}>
        <section className="supervision" tabIndex={0} aria-label={t('supervision.title')}>
          <Card title={t('supervision.queues')}>
            <QueueTable rows={rowsOfQuery(now, ({ queues }) => queues)} />
          </Card>
          <Card
            title={t('supervision.waitingNow')}
            aside={<span className="n t3">{waiting.data?.items.length ?? ''}</span>}
          >
            <WaitingTable items={waiting.data?.items ?? []} onGive={setGiving} />
          </Card>
          <ActiveTable />
          <Card title={t('supervision.agents')} aside={<span className="n t3">{agents.length}</span>}>
            <AgentTable rows={rowsOfQuery(now, (answer) => answer.agents)} />
          </Card>
        </section>
        {giving && <AssignDialog item={giving} agents={agents} onLeave={() => setGiving(undefined)} />}
      </Pane>
    </Panes>
  )
}

function QueueTable({ rows }: { rows: ReturnType<typeof rowsOf<QueueNow>> }) {
  const t = useText('conversation')
  const columns: Column<QueueNow>[] = [
    { key: 'name', title: t('column.queue'), role: 'subject', render: ({ name }) => name },
    { key: 'waiting', title: t('column.waiting'), align: 'right', named: true, render: ({ waiting }) => waiting },
    { key: 'onOffer', title: t('column.onOffer'), align: 'right', wideOnly: true, render: ({ onOffer }) => onOffer },
    {
      key: 'longest',
      named: true,
      title: t('column.longest'),
      align: 'right',
      render: (queue) => <Waited since={queue.longestWaitSince} />,
    },
    {
      key: 'expected',
      wideOnly: true,
      title: t('column.expected'),
      align: 'right',
      render: (queue) => <Duration seconds={queue.expectedSeconds} />,
    },
    {
      key: 'online',
      wideOnly: true,
      title: t('column.online'),
      align: 'right',
      render: ({ agentsOnline }) => agentsOnline,
    },
    { key: 'free', wideOnly: true, title: t('column.free'), align: 'right', render: ({ freeUnits }) => freeUnits },
  ]
  return (
    <DataTable
      name="conversation.queues"
      arrangeable={false}
      label={t('supervision.queues')}
      rows={rows}
      columns={columns}
      rowKey={({ queueId }) => queueId}
      empty={<EmptyState title={t('supervision.noQueue')} />}
    />
  )
}

function WaitingTable({ items, onGive }: { items: readonly InboxItem[]; onGive: (item: InboxItem) => void }) {
  const t = useText('conversation')
  const columns: Column<InboxItem>[] = [
    { key: 'customer', title: t('column.customer'), role: 'id', render: (item) => nameOf(t, item) },
    {
      key: 'text',
      title: t('column.lastText'),
      role: 'subject',
      render: ({ lastText }) => lastText || t('inbox.noWords'),
    },
    { key: 'queue', title: t('column.queue'), wideOnly: true, render: ({ queueName }) => queueName },
    {
      key: 'waited',
      named: true,
      title: t('column.waited'),
      align: 'right',
      render: ({ enteredAt }) => <Waited since={enteredAt} />,
    },
    { key: 'assign', title: '', role: 'end', render: () => <span className="accent">{t('supervision.assign')}</span> },
  ]
  return (
    <DataTable
      name="conversation.waiting"
      arrangeable={false}
      label={t('supervision.waitingNow')}
      rows={rowsOf(items)}
      columns={columns}
      rowKey={({ conversationId }) => conversationId}
      onOpen={onGive}
      hrefOf={({ conversationId }) => `/conversation/${conversationId}`}
      empty={<EmptyState title={t('supervision.nobodyWaits')} />}
    />
  )
}

function AgentTable({ rows }: { rows: ReturnType<typeof rowsOf<AgentNow>> }) {
  const t = useText('conversation')
  const columns: Column<AgentNow>[] = [
    {
      key: 'state',
      title: t('column.state'),
      role: 'mark',
      render: ({ presence }) => <StatusMark {...presenceLooks[presence]}>{t(`presence.${presence}`)}</StatusMark>,
    },
    { key: 'name', title: t('column.agent'), role: 'subject', render: ({ name }) => name },
    { key: 'skills', title: t('column.skills'), wideOnly: true, render: ({ skills }) => skills.join(' · ') },
    {
      key: 'load',
      title: t('column.load'),
      align: 'right',
      named: true,
      render: ({ load, capacity }) => `${load}/${capacity}`,
    },
    { key: 'awaiting', title: t('column.awaiting'), align: 'right', named: true, render: ({ awaiting }) => awaiting },
    {
      key: 'overdue',
      named: true,
      title: t('column.overdue'),
      align: 'right',
      render: ({ overdue }) => <span className={overdue > 0 ? 'bad sb' : ''}>{overdue}</span>,
    },
    {
      key: 'since',
      title: t('column.since'),
      role: 'end',
      render: ({ presenceSince }) => <RelativeTime at={presenceSince} />,
    },
  ]
  return (
    <DataTable
      name="conversation.agents"
      arrangeable={false}
      label={t('supervision.agents')}
      rows={rows}
      columns={columns}
      rowKey={({ agentId }) => agentId}
      empty={<EmptyState title={t('supervision.noAgent')} />}
    />
  )
}

function Waited({ since }: { since: string | null }) {
  const { duration } = useFormats()
  const now = useNow('second')
  const began = epochMs(since)
  return (
    <span className="n nb">{began === undefined ? '–' : duration(Math.max(0, Math.round((now - began) / 1000)))}</span>
  )
}
