import { useMemo } from 'react'
import { useFormats, useLocalName, useText } from '#kit/i18n'
import { Money, type Column } from '#kit/ui'
import type { InvoiceRow } from '../api.ts'
import { lastDay } from '../dates.ts'
import { InvoiceMark } from '../marks.tsx'
import { useToday } from '../use-today.ts'

export function useInvoiceColumns(): Column<InvoiceRow>[] {
  const t = useText('subscription')
  const formats = useFormats()
  const nameOf = useLocalName()
  const today = useToday()
  return useMemo<Column<InvoiceRow>[]>(
    () => [
      { key: 'number', title: t('number'), role: 'id', render: (row) => row.number },
      {
        key: 'customer',
        title: t('customer'),
        role: 'subject',
        render: (row) => nameOf(row.customerName, row.customerAlias),
      },
      { key: 'state', title: t('state'), render: (row) => <InvoiceMark invoice={row} today={today} /> },
      {
        key: 'period',
        title: t('invoice.period'),
        render: ({ periodStart, periodEnd }) => (
          <span className="n">
            {formats.date(periodStart)} – {formats.date(lastDay(periodEnd))}
          </span>
        ),
        wideOnly: true,
      },
      {
        key: 'date',
        title: t('invoice.issued'),
        render: ({ date }) => <span className="n">{formats.date(date)}</span>,
        wideOnly: true,
      },
      {
        key: 'due',
        title: t('invoice.dueDate'),
        render: ({ dueDate }) => <span className="n">{formats.date(dueDate)}</span>,
        wideOnly: true,
      },
      {
        key: 'total',
        title: t('invoice.due'),
        role: 'end',
        align: 'right',
        render: ({ dueMinor, currency }) => <Money value={{ amountMinor: dueMinor, currency }} />,
      },
    ],
    [t, formats, today, nameOf],
  )
}
