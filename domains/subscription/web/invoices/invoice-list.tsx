import { useGo, useRows } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Card, DataTable, EmptyState } from '#kit/ui'
import { subscriptionApi, type CreditNote } from '../api.ts'
import { useInvoiceColumns } from './invoice-columns.tsx'
import '../money.css'

/** What was billed under one agreement, and what was taken back. */
export function InvoiceList({ agreementId, creditNotes }: { agreementId: string; creditNotes: readonly CreditNote[] }) {
  const t = useText('subscription')
  const go = useGo()
  const rows = useRows(subscriptionApi.pages('listInvoices', { query: { agreementId } }))
  const columns = useInvoiceColumns().filter(({ key }) => key !== 'customer')
  return (
    <>
      <Card>
        <DataTable
          name="subscription.agreement.invoices"
          label={t('invoices.title')}
          rows={rows}
          columns={columns}
          arrangeable={false}
          rowKey={({ invoiceId }) => invoiceId}
          onOpen={({ invoiceId }) => go(`/subscription/invoices/${invoiceId}`)}
          empty={<EmptyState title={t('invoices.noneYet')} />}
        />
      </Card>
      {creditNotes.length > 0 && <CreditNotes notes={creditNotes} />}
    </>
  )
}

/** What was taken back, each with the invoice that it comes off. */
export function CreditNotes({ notes }: { notes: readonly CreditNote[] }) {
  const t = useText('subscription')
  const formats = useFormats()
  return (
    <Card title={t('credit.title')}>
      <table className="money-table">
        <tbody>
          {notes.map(({ creditNoteId, number, invoiceNumber, date, lines, refund, currency, totalMinor }) => (
            <tr key={creditNoteId}>
              <td className="n nb">
                <span className="md">{number}</span>
                <div className="s t3">{formats.date(date)}</div>
              </td>
              <td>
                {t('credit.of', { number: invoiceNumber })}
                <div className="s t3">
                  {[...new Set(lines.map(({ charge }) => charge))].join(' · ')}
                  {refund && ` · ${t('credit.refund')}`}
                </div>
              </td>
              <td className="num">{formats.money({ amountMinor: -BigInt(totalMinor), currency })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
