import { Button, Segmented } from 'antd'
import { Plus, TicketCheck } from 'lucide-react'
import { useMemo } from 'react'
import { useGo, useLive, useMay, useQuery, useRows, useSession, useUrlValue } from '#kit/data'
import { localName, useLocale, useLocalName, useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import {
  DataTable,
  EmptyState,
  FilterBar,
  PageTitle,
  Pane,
  Panes,
  RelativeTime,
  SeverityMark,
  SlaClock,
  StatusMark,
  useFilters,
  type Column,
  type Filter,
  type Filters,
} from '#kit/ui'
import { deskApi, partyApi, type IncidentRow } from './api.ts'
import { ExportButton } from './export/export-button.tsx'
import { NewIncident } from './new-incident.tsx'
import { rememberList } from './incident/neighbours.tsx'
import { incidentShape, levelOf } from './words.ts'

/** Every incident, the nearest promise first. */
export function IncidentsPage() {
  const t = useText('desk')
  const go = useGo()
  const mayOpen = useMay()('desk.incident.open')
  const filters = useFilters(useIncidentFilters())
  const [sort, setSort] = useUrlValue('sort', 'due')
  const [opening, setOpening] = useUrlValue('new')
  const query = useListQuery(filters, sort)
  const rows = useRows(deskApi.pages('listIncidents', { query }))
  useLive(['desk.incidents'], { refetch: [deskApi.key('listIncidents'), deskApi.key('countIncidents')] })
  const open = () => setOpening('1')
  useKeys([{ keys: 'N', titleKey: 'desk:newIncident.title', group: 'screen', run: open }], mayOpen)
  const newButton = mayOpen && (
    <Button type="primary" icon={<Plus aria-hidden size={14} strokeWidth={1.75} />} onClick={open}>
      {t('newIncident.open')}
    </Button>
  )
  return (
    <Panes>
      <Pane
        bar={
          <>
            <PageTitle />
            <OpenCounts />
            <span className="right" />
            <ExportButton query={query} />
            {newButton}
          </>
        }
        head={<FilterBar filters={filters} searchable aside={<SortSwitch sort={sort} onChange={setSort} />} />}
      >
        <DataTable
          name="desk.incidents"
          label={t('incidents.title')}
          rows={rows}
          columns={useIncidentColumns()}
          rowKey={({ id }) => id}
          filters={filters}
          onOpen={({ id }) => {
            rememberList(rows.items.map((incident) => incident.id))
            go(`/desk/incidents/${id}`)
          }}
          hrefOf={({ id }) => `/desk/incidents/${id}`}
          empty={<EmptyState icon={TicketCheck} title={t('incidents.empty')} hint={t('incidents.emptyHint')} />}
        />
      </Pane>
      <NewIncident open={opening === '1'} onClose={() => setOpening('')} />
    </Panes>
  )
}

function OpenCounts() {
  const t = useText('desk')
  const { data } = useQuery(deskApi.query('countIncidents'))
  if (!data) return null
  return (
    <span className="s t2 n wide">
      {t('incidents.counts', { open: data.open })}
      {data.overdue > 0 && <span className="bad"> · {t('incidents.overdue', { count: data.overdue })}</span>}
    </span>
  )
}

function SortSwitch({ sort, onChange }: { sort: string; onChange: (sort: string) => void }) {
  const t = useText('desk')
  const options = (['due', 'updated', 'opened'] as const).map((value) => ({ value, label: t(`sort.${value}`) }))
  return (
    <Segmented
      className="wide"
      size="small"
      aria-label={t('sort.label')}
      options={options}
      value={sort}
      onChange={onChange}
    />
  )
}

/** Open ones, unless a state is chosen; a search looks everywhere. */
function useListQuery({ values, words }: Filters, sort: string) {
  const me = useSession().user.id
  return useMemo(() => {
    const { group, priority, owner, customer } = values
    const shown = group ?? (words === '' ? 'open' : undefined)
    return {
      sort: sort as 'due',
      ...(shown && { group: shown as 'open' }),
      ...(priority && { priority }),
      ...(owner === 'watched' && { watcherId: me }),
      ...((owner === 'me' || owner === 'none') && { assigneeId: owner === 'me' ? me : 'none' }),
      ...(customer && { customerId: customer }),
      ...(words && { text: words }),
    }
  }, [values, words, sort, me])
}

const CUSTOMERS_MAX = 200

function useIncidentFilters(): readonly Filter[] {
  const t = useText('desk')
  const may = useMay()
  const query = { kind: 'customer', limit: CUSTOMERS_MAX } as const
  const locale = useLocale()
  const { data } = useQuery({ ...partyApi.query('listOrganisations', { query }), enabled: may('engine.party.read') })
  return useMemo(() => {
    const option = (list: string) => (value: string) => ({ value, label: t(`${list}.${value}`) })
    const customers = (data?.items ?? []).map(({ id, name, alias }) => ({
      value: id,
      label: localName(locale, name, alias),
    }))
    return [
      { name: 'group', label: t('filter.group'), options: ['open', 'done', 'closed'].map(option('group')) },
      { name: 'priority', label: t('filter.priority'), options: ['p1', 'p2', 'p3', 'p4'].map(option('priority')) },
      { name: 'owner', label: t('filter.owner'), options: ['me', 'none', 'watched'].map(option('owner')) },
      { name: 'customer', label: t('filter.customer'), options: customers },
    ]
  }, [t, data, locale])
}

function useIncidentColumns(): readonly Column<IncidentRow>[] {
  const t = useText('desk')
  const nameOf = useLocalName()
  return useMemo<readonly Column<IncidentRow>[]>(
    () => [
      {
        key: 'priority',
        title: '',
        role: 'mark',
        render: ({ priority }) => <SeverityMark level={levelOf(priority)} form="mark" />,
      },
      { key: 'number', title: t('column.number'), role: 'id', render: ({ number }) => number },
      { key: 'subject', title: t('column.subject'), role: 'subject', render: ({ subject }) => subject },
      {
        key: 'customer',
        title: t('column.customer'),
        render: ({ customerName, customerAlias }) => nameOf(customerName, customerAlias) ?? '–',
      },
      {
        key: 'owner',
        title: t('column.owner'),
        render: ({ assigneeName }) => assigneeName ?? <span className="t3">{t('owner.none')}</span>,
      },
      {
        key: 'state',
        title: t('column.state'),
        render: ({ state }) => (
          <StatusMark form="plain" shape={incidentShape(state)}>
            {t(`state.${state}`)}
          </StatusMark>
        ),
      },
      { key: 'due', title: t('column.due'), role: 'end', render: (row) => <RowClock row={row} /> },
      {
        key: 'updated',
        title: t('column.updated'),
        wideOnly: true,
        render: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
      },
      {
        key: 'site',
        title: t('column.site'),
        optional: true,
        render: ({ siteName, siteAlias }) => nameOf(siteName, siteAlias) ?? '–',
      },
      { key: 'person', title: t('column.person'), optional: true, render: ({ personName }) => personName ?? '–' },
    ],
    [t, nameOf],
  )
}

function RowClock({ row: { state, stateGroup, dueAt } }: { row: IncidentRow }) {
  const t = useText('desk')
  if (state === 'waiting_customer') return <span className="t3">{t('paused')}</span>
  if (dueAt === null || stateGroup !== 'open') return <span className="t3">–</span>
  return <SlaClock form="compact" dueAt={dueAt} />
}
