import { Button } from 'antd'
import { FileText } from 'lucide-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useGo, useLive, useMay, useQuery } from '#kit/data'
import { useLocale, useLocalName, useText } from '#kit/i18n'
import { useVisited } from '#kit/slots'
import { Crumbs, ErrorNotice, ListSkeleton, Pane, Panes } from '#kit/ui'
import { subscriptionApi, type InvoiceDetail, type InvoiceLine } from '../api.ts'
import { CreditNotes } from '../invoices/invoice-list.tsx'
import { InvoiceMark } from '../marks.tsx'
import { useToday } from '../use-today.ts'
import { InvoicePaper } from './invoice-paper.tsx'
import { LineDrawer } from './line-drawer.tsx'
import { PayInvoice } from './pay-invoice.tsx'

/** An invoice as the customer gets it; every line opens what is behind it. */
export function InvoicePage() {
  const t = useText('subscription')
  const go = useGo()
  const { id = '' } = useParams({ strict: false })
  const [shown, show] = useState<InvoiceLine>()
  const { data, error, refetch } = useQuery(subscriptionApi.query('getInvoice', { params: { id } }))
  useLive(['subscription.invoices'], { refetch: [subscriptionApi.key('getInvoice')] })
  const nameOf = useLocalName()
  const { number: title = '', customerName = null, customerAlias = null } = data?.invoice ?? {}
  useVisited(
    data && { title, detail: nameOf(customerName, customerAlias) ?? undefined, path: `/subscription/invoices/${id}` },
  )
  const back = () => go('/subscription/invoices')
  if (!data) {
    return (
      <Panes>
        <Pane onBack={back} bar={<Crumbs items={[t('invoices.title'), t('invoice.title')]} />}>
          {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ListSkeleton />}
        </Pane>
      </Panes>
    )
  }
  return (
    <Panes>
      <Pane onBack={back} bar={<InvoiceBar detail={data} />}>
        <div className="paper-desk">
          <InvoicePaper detail={data} onOpen={show} />
          {data.creditNotes.length > 0 && (
            <div className="paper-notes">
              <CreditNotes notes={data.creditNotes} />
            </div>
          )}
        </div>
      </Pane>
      <LineDrawer
        line={shown}
        currency={data.invoice.currency}
        source={{ invoiceId: id }}
        onClose={() => show(undefined)}
      />
    </Panes>
  )
}

function InvoiceBar({ detail: { invoice, paper } }: { detail: InvoiceDetail }) {
  const t = useText('subscription')
  const go = useGo()
  const locale = useLocale()
  const nameOf = useLocalName()
  const today = useToday()
  const may = useMay()
  return (
    <>
      <Crumbs items={[t('invoices.title'), nameOf(invoice.customerName, invoice.customerAlias), invoice.number]} />
      <InvoiceMark invoice={invoice} today={today} form="chip" />
      <span className="right" />
      {may('subscription.invoice.pay') && invoice.state === 'final' && <PayInvoice invoice={invoice} />}
      <Button className="wide" onClick={() => go(`/subscription/agreements/${invoice.agreementId}`)}>
        {paper.agreementNumber}
      </Button>
      <Button
        type="primary"
        icon={<FileText aria-hidden size={14} strokeWidth={1.75} />}
        href={`/api/subscription/invoices/${invoice.invoiceId}/pdf?locale=${locale}`}
        target="_blank"
      >
        PDF
      </Button>
    </>
  )
}
