import { useMemo } from 'react'
import { useGo, useLive, useRows } from '#kit/data'
import { useFormats, useLocalName, useText } from '#kit/i18n'
import { DataTable, EmptyState, FilterBar, PageTitle, Pane, Panes, useFilters, type Column } from '#kit/ui'
import { subscriptionApi, type AgreementRow } from '../api.ts'
import { AgreementMark } from '../marks.tsx'
import { useCustomerFilter } from '../use-customer-filter.ts'
import { useToday } from '../use-today.ts'

/** What is agreed with whom, and until when. */
export function AgreementsPage() {
  const t = useText('subscription')
  const go = useGo()
  const filters = useFilters(useCustomerFilter())
  const rows = useRows(subscriptionApi.pages('listAgreements', { query: filters.values }))
  useLive(['subscription.agreements'], { refetch: [subscriptionApi.key('listAgreements')] })
  return (
    <Panes>
      <Pane bar={<PageTitle />} head={<FilterBar filters={filters} />}>
        <DataTable
          name="subscription.agreements"
          label={t('agreements.title')}
          rows={rows}
          columns={useAgreementColumns()}
          rowKey={({ agreementId }) => agreementId}
          hrefOf={({ agreementId }) => `/subscription/agreements/${agreementId}`}
          onOpen={({ agreementId }) => go(`/subscription/agreements/${agreementId}`)}
          filters={filters}
          empty={<EmptyState title={t('agreements.empty')} hint={t('agreements.emptyHint')} />}
        />
      </Pane>
    </Panes>
  )
}

function useAgreementColumns(): Column<AgreementRow>[] {
  const t = useText('subscription')
  const formats = useFormats()
  const today = useToday()
  const nameOf = useLocalName()
  return useMemo<Column<AgreementRow>[]>(
    () => [
      { key: 'number', title: t('number'), role: 'id', render: (row) => row.number },
      { key: 'name', title: t('agreement.name'), role: 'subject', render: (row) => row.name },
      { key: 'customer', title: t('customer'), render: (row) => nameOf(row.customerName, row.customerAlias) },
      { key: 'state', title: t('state'), render: (row) => <AgreementMark agreement={row} today={today} /> },
      { key: 'promise', title: t('agreement.promise'), render: (row) => row.promise ?? '–', wideOnly: true },
      {
        key: 'starts',
        title: t('agreement.starts'),
        render: (row) => <span className="n">{formats.date(row.startsOn)}</span>,
        wideOnly: true,
      },
      {
        key: 'ends',
        title: t('agreement.ends'),
        role: 'end',
        align: 'right',
        render: (row) => (
          <span className="n">{row.endsOn === null ? t('agreement.open') : formats.date(row.endsOn)}</span>
        ),
      },
    ],
    [t, formats, today, nameOf],
  )
}
