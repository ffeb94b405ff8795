import { History } from 'lucide-react'
import { useMemo } from 'react'
import { nowMs, sessionApi, useMay, useQuery, useRows, useUrlValue } from '#kit/data'
import { registerLocale, useText } from '#kit/i18n'
import { EmptyState, ListPage, TimeStamp, useFilters, type Column, type Filters } from '#kit/ui'
import { accountsApi, auditApi, type AuditRow } from '../../api.ts'
import { EntryDrawer } from './entry-drawer.tsx'
import en from './locale/en.json' with { type: 'json' }
import zh from './locale/zh-CN.json' with { type: 'json' }
import { sentenceOf } from './sentence.ts'
import { VerifyChain } from './verify-chain.tsx'
import './audit.css'

registerLocale('audit', { en, 'zh-CN': zh })

/** Who did what to what, when and from where. */
export function AuditPage() {
  const t = useText('settings')
  const [open, setOpen] = useUrlValue('entry')
  const names = useNames()
  const filters = useFilters(useAuditFilters())
  const rows = useRows(auditApi.pages('listAudit', { query: useAuditQuery(filters) }))
  const chosen = rows.items.find(({ id }) => id === open)
  return (
    <ListPage
      act={<VerifyChain />}
      name="settings.audit"
      label={t('audit.title')}
      rows={rows}
      columns={useAuditColumns(names)}
      rowKey={({ id }) => id}
      selected={chosen?.id}
      filters={filters}
      onOpen={({ id }) => setOpen(id)}
      empty={<EmptyState icon={History} title={t('audit.empty')} />}
    >
      {chosen && <EntryDrawer entry={chosen} names={names} onClose={() => setOpen('')} />}
    </ListPage>
  )
}

/** People and teams by their ids: what was recorded names them so. */
function useNames(): ReadonlyMap<string, string> {
  const may = useMay()
  const users = useQuery({ ...sessionApi.query('listUsers'), enabled: may('engine.user.read') }).data?.items
  const teams = useQuery({ ...accountsApi.query('listTeams'), enabled: may('engine.team.edit') }).data?.items
  return useMemo(() => new Map([...(users ?? []).map(personOf), ...(teams ?? []).map(teamOf)]), [users, teams])
}

const personOf = ({ userId, name }: { userId: string; name: string }): [string, string] => [userId, name]
const teamOf = ({ teamId, name }: { teamId: string; name: string }): [string, string] => [teamId, name]

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

function useAuditColumns(names: ReadonlyMap<string, string>): readonly Column<AuditRow>[] {
  const t = useText('settings')
  return useMemo<readonly Column<AuditRow>[]>(
    () => [
      { key: 'at', title: t('audit.at'), role: 'id', render: ({ at }) => <TimeStamp at={at} /> },
      {
        key: 'action',
        title: t('audit.action'),
        role: 'subject',
        render: (entry) => <span title={entry.action}>{sentenceOf(t, entry, names)}</span>,
      },
      { key: 'actor', title: t('audit.actor'), render: ({ actorName }) => actorName },
      {
        key: 'address',
        title: t('audit.address'),
        role: 'end',
        render: ({ address }) => <span className="n s">{address ?? '–'}</span>,
      },
    ],
    [t, names],
  )
}
