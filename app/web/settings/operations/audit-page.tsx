import { Drawer } from 'antd'
import { History } from 'lucide-react'
import { useMemo } from 'react'
import { nowMs, sessionApi, useMay, useQuery, useRows, useUrlValue } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import {
  DataTable,
  EmptyState,
  FilterBar,
  KeyValue,
  PageTitle,
  Pane,
  Panes,
  TimeStamp,
  useFilters,
  useScreenWidth,
  type Column,
  type Filters,
} from '#kit/ui'
import { auditApi, type AuditRow } from '../api.ts'
import { JsonText } from './json-text.tsx'
import { VerifyChain } from './verify-chain.tsx'

/** Who did what to what, when and from where. */
export function AuditPage() {
  const t = useText('settings')
  const [open, setOpen] = useUrlValue('entry')
  const filters = useFilters(useAuditFilters())
  const rows = useRows(auditApi.pages('listAudit', { query: useAuditQuery(filters) }))
  const chosen = rows.items.find(({ id }) => id === open)
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      <VerifyChain />
    </>
  )
  return (
    <Panes>
      <Pane bar={bar} head={<FilterBar filters={filters} />}>
        <DataTable
          name="settings.audit"
          label={t('audit.title')}
          rows={rows}
          columns={useAuditColumns()}
          rowKey={({ id }) => id}
          selected={chosen?.id}
          filters={filters}
          onOpen={({ id }) => setOpen(id)}
          empty={<EmptyState icon={History} title={t('audit.empty')} />}
        />
      </Pane>
      {chosen && <EntryDrawer entry={chosen} onClose={() => setOpen('')} />}
    </Panes>
  )
}

const PARTS = ['engine', 'conversation', 'desk', 'field', 'fleet', 'subscription', 'delivery']
const DAYS = ['1', '7', '30']
const DAY_MS = 86_400_000

function useAuditFilters() {
  const t = useText('settings')
  const may = useMay()
  const { data } = useQuery({ ...sessionApi.query('listUsers'), enabled: may('engine.user.read') })
  return useMemo(
    () => [
      {
        name: 'part',
        label: t('audit.part'),
        options: PARTS.map((value) => ({ value, label: t(`audit.parts.${value}`) })),
      },
      {
        name: 'who',
        label: t('audit.actor'),
        options: (data?.items ?? []).map(({ userId, name }) => ({ value: userId, label: name })),
      },
      {
        name: 'days',
        label: t('audit.since'),
        options: DAYS.map((value) => ({ value, label: t('audit.days', { count: Number(value) }) })),
      },
    ],
    [t, data],
  )
}

function useAuditQuery({ values }: Filters) {
  const { part, who, days } = values
  return useMemo(
    () => ({
      ...(part && { action: `${part}.` }),
      ...(who && { actorId: who }),
      ...(days && { from: new Date(nowMs() - Number(days) * DAY_MS).toISOString() }),
    }),
    [part, who, days],
  )
}

function useAuditColumns(): readonly Column<AuditRow>[] {
  const t = useText('settings')
  return useMemo<readonly Column<AuditRow>[]>(
    () => [
      { key: 'at', title: t('audit.at'), role: 'id', render: ({ at }) => <TimeStamp at={at} /> },
      {
        key: 'action',
        title: t('audit.action'),
        role: 'subject',
        render: ({ action }) => <span className="mono s">{action}</span>,
      },
      { key: 'actor', title: t('audit.actor'), render: ({ actorName }) => actorName },
      {
        key: 'subject',
        title: t('audit.subject'),
        wideOnly: true,
        render: ({ subject }) => <Subject text={subject} />,
      },
      {
        key: 'address',
        title: t('audit.address'),
        role: 'end',
        render: ({ address }) => <span className="n s">{address ?? '–'}</span>,
      },
    ],
    [t],
  )
}

/** Ids are long and the same at their beginning: kind and end tell them apart. */
function Subject({ text }: { text: string }) {
  const [kind = '', id = ''] = text.split(':', 2)
  const short = id.length > 12 ? `${kind}:…${id.slice(-8)}` : text
  return (
    <span className="mono s" title={text}>
      {short}
    </span>
  )
}

function EntryDrawer({ entry, onClose }: { entry: AuditRow; onClose: () => void }) {
  const t = useText('settings')
  const phone = useScreenWidth() === 'phone'
  const { iso } = useFormats()
  const mono = (text: string) => <span className="mono s">{text}</span>
  return (
    <Drawer open onClose={onClose} size={phone ? '100%' : 480} title={entry.action}>
      <KeyValue
        items={[
          [t('audit.at'), mono(iso(entry.at))],
          [t('audit.actor'), `${entry.actorName} · ${t(`audit.kinds.${entry.actorKind}`)}`],
          [t('audit.subject'), mono(entry.subject)],
          [t('audit.address'), entry.address ?? '–'],
          [t('audit.trace'), mono(entry.traceId)],
        ]}
      />
      <JsonText label={t('audit.before')} value={entry.before} />
      <JsonText label={t('audit.after')} value={entry.after} />
    </Drawer>
  )
}
