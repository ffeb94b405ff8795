import { Button } from 'antd'
import { useMemo } from 'react'
import { useGo, useLive, useMay, useRows, useUrlValue } from '#kit/data'
import { useFormats, useLocale, useLocalName, useText } from '#kit/i18n'
import { DataTable, EmptyState, FilterBar, PageTitle, Pane, Panes, StatusMark, useFilters, type Column } from '#kit/ui'
import { deliveryApi, type AssessmentRow } from '../api.ts'
import { useCustomers } from '../customer-select.tsx'
import { NewAssessment } from './new-assessment.tsx'

/** How customers stand, as they were asked. */
export function AssessmentsPage() {
  const t = useText('delivery')
  const go = useGo()
  const may = useMay()
  const [starting, setStarting] = useUrlValue('new', '')
  const customers = useCustomers()
  const filters = useFilters(
    useMemo(
      () => (customers.length === 0 ? [] : [{ name: 'customerId', label: t('customer'), options: customers }]),
      [customers, t],
    ),
  )
  const rows = useRows(deliveryApi.pages('listAssessments', { query: filters.values }))
  useLive(['delivery.assessments'], { refetch: [deliveryApi.key('listAssessments')] })
  const start = may('delivery.assessment.edit') && (
    <Button type="primary" onClick={() => setStarting('1')}>
      {t('newAssessment.title')}
    </Button>
  )
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      {start}
    </>
  )
  return (
    <Panes>
      <Pane bar={bar} head={<FilterBar filters={filters} />}>
        <DataTable
          name="delivery.assessments"
          label={t('assessments.title')}
          rows={rows}
          columns={useAssessmentColumns()}
          rowKey={({ assessmentId }) => assessmentId}
          hrefOf={({ assessmentId }) => `/delivery/assessments/${assessmentId}`}
          onOpen={({ assessmentId }) => go(`/delivery/assessments/${assessmentId}`)}
          filters={filters}
          empty={<EmptyState title={t('assessments.empty')} hint={t('assessments.emptyHint')} action={start} />}
        />
      </Pane>
      {start && <NewAssessment open={starting === '1'} onClose={() => setStarting('')} />}
    </Panes>
  )
}

function useAssessmentColumns(): Column<AssessmentRow>[] {
  const t = useText('delivery')
  const formats = useFormats()
  const locale = useLocale()
  const nameOf = useLocalName()
  return useMemo<Column<AssessmentRow>[]>(
    () => [
      { key: 'number', title: t('number'), role: 'id', render: (row) => row.number },
      {
        key: 'customer',
        title: t('customer'),
        role: 'subject',
        render: (row) => nameOf(row.customerName, row.customerAlias) ?? '–',
      },
      { key: 'title', title: t('assessment.questionnaire'), render: (row) => row.title[locale], wideOnly: true },
      {
        key: 'state',
        title: t('state'),
        render: ({ finishedOn, score }) =>
          finishedOn === null ? (
            <StatusMark shape="half" form="plain">
              {t('assessment.answered', { answered: score.answered, of: score.questions })}
            </StatusMark>
          ) : (
            <StatusMark shape="done" form="plain">
              {t('assessment.finished', { on: formats.date(finishedOn) })}
            </StatusMark>
          ),
      },
      { key: 'assessor', title: t('assessment.assessor'), render: (row) => row.assessor, wideOnly: true },
      {
        key: 'score',
        title: t('assessment.score'),
        role: 'end',
        align: 'right',
        render: ({ score }) => <span className="n sb">{formats.number(score.total)}</span>,
      },
    ],
    [t, formats, locale, nameOf],
  )
}
