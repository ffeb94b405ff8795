import { ChevronDown, ChevronRight } from 'lucide-react'
import { Fragment, useState } from 'react'
import { useFormats, useText } from '#kit/i18n'
import { Card } from '#kit/ui'
import type { Panels } from '../api.ts'

type Invoice = NonNullable<Panels['invoice']>
type Line = Invoice['lines'][number]

/** The month's one invoice; a line opens the usage events behind it. */
export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const t = useText('story')
  const f = useFormats()
  const [open, setOpen] = useState<number>()
  const money = (amountMinor: string): string => f.money({ amountMinor, currency: invoice.currency })
  return (
    <Card
      title={<span className="n">{invoice.number}</span>}
      aside={<span className="s t2 n">{`${invoice.periodStart} – ${lastDay(invoice)}`}</span>}
    >
      <div className="story-invoice" role="region" aria-label={t('invoice.lines')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('invoice.what')}</th>
              <th scope="col" className="num">
                {t('invoice.quantity')}
              </th>
              <th scope="col" className="num">
                {t('invoice.days')}
              </th>
              <th scope="col" className="num">
                {t('invoice.net')}
              </th>
              <th scope="col" className="num">
                {t('invoice.tax')}
              </th>
              <th scope="col" className="num">
                {t('invoice.total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {invoice.lines.map((line) => (
              <Fragment key={line.line}>
                <tr>
                  <td>
                    <LineName
                      line={line}
                      open={open === line.line}
                      onToggle={() => setOpen(open === line.line ? undefined : line.line)}
                    />
                  </td>
                  <td className="num">
                    {line.quantity === null ? '–' : f.number(Math.round(Number(line.quantity) * 100) / 100)}
                  </td>
                  <td className="num">{line.days > 0 ? `${line.days} / ${line.ofDays}` : '–'}</td>
                  <td className="num">{money(line.netMinor)}</td>
                  <td className="num">{money(line.taxMinor)}</td>
                  <td className="num sb">{money(line.totalMinor)}</td>
                </tr>
                {open === line.line && <EventRows line={line} />}
              </Fragment>
            ))}
          </tbody>
          <tfoot>
            <tr className="sb">
              <td colSpan={3}>{t('invoice.sum')}</td>
              <td className="num">{money(invoice.netMinor)}</td>
              <td className="num">{money(invoice.taxMinor)}</td>
              <td className="num">{money(invoice.totalMinor)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Card>
  )
}

/** The period ends before its end. */
function lastDay({ periodEnd }: Invoice): string {
  const day = new Date(Date.parse(periodEnd) - 86_400_000)
  return day.toISOString().slice(0, 10)
}

function LineName({ line, open, onToggle }: { line: Line; open: boolean; onToggle: () => void }) {
  const t = useText('story')
  if (line.events === 0) return <span>{line.name}</span>
  const Icon = open ? ChevronDown : ChevronRight
  return (
    <button type="button" className="row" aria-expanded={open} onClick={onToggle}>
      <Icon aria-hidden size={14} strokeWidth={1.75} />
      {line.name}
      <span className="s accent">{t('invoice.events', { count: line.events })}</span>
    </button>
  )
}

function EventRows({ line }: { line: Line }) {
  const f = useFormats()
  return line.firstEvents.map(({ id, at, value }) => (
    <tr key={id} className="story-event s t2">
      <td className="mono">{id}</td>
      <td className="num">{value ?? '–'}</td>
      <td className="num" colSpan={4}>
        {f.moment(at)}
      </td>
    </tr>
  ))
}
