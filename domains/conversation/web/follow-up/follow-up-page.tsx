import { PhoneCall } from 'lucide-react'
import { useState } from 'react'
import { useLive, useRows, useUrlState } from '#kit/data'
import { useText } from '#kit/i18n'
import {
  Chip,
  DataTable,
  EmptyState,
  MomentText,
  PageTitle,
  Pane,
  Panes,
  SlaClock,
  TabStrip,
  type Column,
} from '#kit/ui'
import { conversationApi, type FollowUp } from '../api.ts'
import { nameOf } from '../words.ts'
import { FollowUpDialog } from './follow-up-dialog.tsx'
import '../quality/quality.css'

const TABS = ['open', 'mine', 'done'] as const

/** Customers to whom somebody should speak once more: bad ratings, and messages that were left. */
export function FollowUpPage() {
  const t = useText('quality')
  const [search, patch] = useUrlState()
  const tab = TABS.find((key) => key === search['tab']) ?? 'open'
  const [chosen, choose] = useState<FollowUp>()
  const state = tab === 'done' ? ('done' as const) : ('open' as const)
  const whose = tab === 'mine' ? ('mine' as const) : ('anybody' as const)
  const rows = useRows(conversationApi.pages('listFollowUps', { query: { state, whose } }))
  useLive(['conversation.supervision'], { refetch: [conversationApi.key('listFollowUps')] })
  const tabs = TABS.map((key) => ({ key, label: t(`followUp.${key}`) }))
  return (
    <Panes>
      <Pane
        padded
        bar={<PageTitle />}
        head={
          <TabStrip
            label={t('followUp.title')}
            tabs={tabs}
            value={tab}
            onChange={(key) => patch({ tab: key === 'open' ? undefined : key }, { push: true })}
          />
        }
      >
        <section className="quality" tabIndex={0} aria-label={t(`followUp.${tab}`)}>
          <FollowUpTable rows={rows} onOpen={choose} isDone={tab === 'done'} />
        </section>
        {chosen && <FollowUpDialog task={chosen} onLeave={() => choose(undefined)} />}
      </Pane>
    </Panes>
  )
}

interface FollowUpTableProps {
  readonly rows: ReturnType<typeof useRows<FollowUp>>
  readonly onOpen: (task: FollowUp) => void
  readonly isDone: boolean
}

function FollowUpTable({ rows, onOpen, isDone }: FollowUpTableProps) {
  const t = useText('quality')
  const words = useText('conversation')
  const columns: Column<FollowUp>[] = [
    { key: 'kind', title: t('followUp.why'), role: 'mark', render: (task) => <Cause task={task} /> },
    { key: 'customer', title: t('column.customer'), role: 'id', render: (task) => nameOf(words, task) },
    {
      key: 'text',
      title: isDone ? t('column.result') : t('column.text'),
      role: 'subject',
      render: ({ text, result }) => (isDone ? result : (text ?? t('followUp.noWords'))),
    },
    { key: 'agent', title: t('column.agent'), wideOnly: true, render: ({ agentName }) => agentName ?? t('nobody') },
    { key: 'assignee', title: t('column.assignee'), render: ({ assigneeName }) => assigneeName ?? t('followUp.free') },
    {
      key: 'due',
      title: isDone ? t('column.done') : t('column.due'),
      role: 'end',
      render: ({ dueAt, doneAt }) => (isDone ? <MomentText at={doneAt} /> : <SlaClock form="compact" dueAt={dueAt} />),
    },
  ]
  return (
    <DataTable
      name="conversation.followUps"
      arrangeable={false}
      label={t('followUp.title')}
      rows={rows}
      columns={columns}
      rowKey={({ followUpId }) => followUpId}
      onOpen={onOpen}
      hrefOf={({ conversationId }) => `/conversation/${conversationId}`}
      empty={<EmptyState icon={PhoneCall} title={t('followUp.empty')} hint={t('followUp.emptyHint')} />}
    />
  )
}

function Cause({ task: { kind, rating } }: { task: FollowUp }) {
  const t = useText('quality')
  if (kind === 'message') return <Chip shape="open">{t('followUp.message')}</Chip>
  return (
    <Chip tone="bad" shape="late">
      {t('followUp.rated', { rating })}
    </Chip>
  )
}
