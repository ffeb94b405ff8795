import { Button } from 'antd'
import { useGo, useLive, useMay, useRows, useUrlValue } from '#kit/data'
import { useText } from '#kit/i18n'
import { DataTable, EmptyState, FilterBar, PageTitle, Pane, Panes, useFilters } from '#kit/ui'
import { subscriptionApi } from '../api.ts'
import { useCustomerFilter } from '../use-customer-filter.ts'
import { useInvoiceColumns } from './invoice-columns.tsx'
import { RunInvoices } from './run-invoices.tsx'

/** What was billed, newest first; finance bills the month here. */
export function InvoicesPage() {
  const t = useText('subscription')
  const go = useGo()
  const may = useMay()
  const [running, setRunning] = useUrlValue('run', '')
  const filters = useFilters(useCustomerFilter())
  const rows = useRows(subscriptionApi.pages('listInvoices', { query: filters.values }))
  useLive(['subscription.invoices'], { refetch: [subscriptionApi.key('listInvoices')] })
  const canRun = may('subscription.invoice.run')
  const run = canRun && (
    <Button type="primary" onClick={() => setRunning('1')}>
      {t('run.title')}
    </Button>
  )
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      {run}
    </>
  )
  return (
    <Panes>
      <Pane bar={bar} head={<FilterBar filters={filters} />}>
        <DataTable
          name="subscription.invoices"
          label={t('invoices.title')}
          rows={rows}
          columns={useInvoiceColumns()}
          rowKey={({ invoiceId }) => invoiceId}
          hrefOf={({ invoiceId }) => `/subscription/invoices/${invoiceId}`}
          onOpen={({ invoiceId }) => go(`/subscription/invoices/${invoiceId}`)}
          filters={filters}
          empty={<EmptyState title={t('invoices.empty')} hint={t('invoices.emptyHint')} action={run} />}
        />
      </Pane>
      {canRun && <RunInvoices open={running === '1'} onClose={() => setRunning('')} />}
    </Panes>
  )
}
