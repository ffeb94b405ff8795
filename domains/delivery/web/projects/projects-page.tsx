import { Button, Segmented } from 'antd'
import { useMemo } from 'react'
import { useGo, useLive, useMay, useRows, useUrlValue } from '#kit/data'
import { useFormats, useLocalName, useText } from '#kit/i18n'
import { DataTable, EmptyState, FilterBar, Meter, PageTitle, Pane, Panes, useFilters, type Column } from '#kit/ui'
import { deliveryApi, type ProjectRow } from '../api.ts'
import { useCustomers } from '../customer-select.tsx'
import { DueDay, ProjectMark } from '../marks.tsx'
import { useToday } from '../use-today.ts'
import { NewProject } from './new-project.tsx'
import './projects.css'

/** What is being delivered, and what has to be reached next. */
export function ProjectsPage() {
  const t = useText('delivery')
  const go = useGo()
  const may = useMay()
  const [opening, setOpening] = useUrlValue('new', '')
  const [group, setGroup] = useUrlValue('group', 'open')
  const customers = useCustomers()
  const filters = useFilters(
    useMemo(
      () => (customers.length === 0 ? [] : [{ name: 'customerId', label: t('customer'), options: customers }]),
      [customers, t],
    ),
  )
  const query = { ...filters.values, ...(group !== 'all' && { group: group as 'open' }) }
  const rows = useRows(deliveryApi.pages('listProjects', { query }))
  useLive(['delivery.projects'], { refetch: [deliveryApi.key('listProjects')] })
  const open = may('delivery.project.edit') && (
    <Button type="primary" onClick={() => setOpening('1')}>
      {t('newProject.title')}
    </Button>
  )
  const groups = ['open', 'done', 'closed', 'all'].map((value) => ({ value, label: t(`group.${value}`) }))
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      {open}
    </>
  )
  const aside = (
    <Segmented size="small" aria-label={t('group.label')} options={groups} value={group} onChange={setGroup} />
  )
  return (
    <Panes>
      <Pane bar={bar} head={<FilterBar filters={filters} aside={aside} />}>
        <DataTable
          name="delivery.projects"
          label={t('projects.title')}
          rows={rows}
          columns={useProjectColumns()}
          rowKey={({ id }) => id}
          hrefOf={({ id }) => `/delivery/projects/${id}`}
          onOpen={({ id }) => go(`/delivery/projects/${id}`)}
          filters={filters}
          empty={<EmptyState title={t('projects.empty')} hint={t('projects.emptyHint')} action={open} />}
        />
      </Pane>
      {open && <NewProject open={opening === '1'} onClose={() => setOpening('')} />}
    </Panes>
  )
}

function useProjectColumns(): Column<ProjectRow>[] {
  const t = useText('delivery')
  const formats = useFormats()
  const today = useToday()
  const nameOf = useLocalName()
  return useMemo<Column<ProjectRow>[]>(
    () => [
      { key: 'number', title: t('number'), role: 'id', render: (row) => row.number },
      { key: 'subject', title: t('project.title'), role: 'subject', render: (row) => row.subject },
      { key: 'customer', title: t('customer'), render: (row) => nameOf(row.customerName, row.customerAlias) ?? '–' },
      { key: 'state', title: t('state'), render: (row) => <ProjectMark state={row.state} /> },
      { key: 'owner', title: t('owner'), render: (row) => row.ownerName ?? '–', wideOnly: true },
      { key: 'progress', title: t('project.progress'), render: (row) => <Progress row={row} />, wideOnly: true },
      { key: 'next', title: t('project.next'), render: (row) => row.progress.nextTitle ?? '–', wideOnly: true },
      {
        key: 'due',
        title: t('project.due'),
        role: 'end',
        align: 'right',
        render: ({ progress: { nextDueOn } }) =>
          nextDueOn === null ? '–' : <DueDay on={nextDueOn} today={today} text={formats.day(nextDueOn)} />,
      },
    ],
    [t, formats, today, nameOf],
  )
}

function Progress({ row: { progress } }: { row: ProjectRow }) {
  const t = useText('delivery')
  const { reached, total } = progress
  if (total === 0) return '–'
  return (
    <span className="progress-cell">
      <Meter share={reached / total} label={t('project.progress')} tone={reached === total ? 'ok' : 'accent'} />
      <span className="n">
        {reached} / {total}
      </span>
    </span>
  )
}
