import { useFormats, useLocale, useText } from '#kit/i18n'
import { Mark } from '#kit/ui'
import { amountInWords } from '../../contract.ts'
import type { InvoiceDetail, InvoiceLine } from '../api.ts'
import { lastDay } from '../dates.ts'
import { useLineWords } from './line-words.ts'
import './invoice.css'

interface PaperProps {
  readonly detail: InvoiceDetail
  readonly onOpen: (line: InvoiceLine) => void
}

/** The paper: black, hairlines, one accent for what can be opened. */
export function InvoicePaper({ detail, onOpen }: PaperProps) {
  return (
    <article className="paper">
      <PaperHead detail={detail} />
      <PaperParties detail={detail} />
      <PaperLines detail={detail} onOpen={onOpen} />
      <PaperTotals detail={detail} />
      <PaperFoot detail={detail} />
    </article>
  )
}

function PaperHead({ detail: { invoice, paper } }: { detail: InvoiceDetail }) {
  const t = useText('subscription')
  return (
    <header>
      <span className="accent">
        <Mark size={32} />
      </span>
      <div className="grow">
        <h2>{paper.seller.name}</h2>
        <p className="s t3">{paper.seller.details}</p>
      </div>
      <div className="paper-number">
        <h1>{t('invoice.title')}</h1>
        <p className="n">{invoice.number}</p>
      </div>
    </header>
  )
}

function PaperParties({ detail: { invoice, paper } }: { detail: InvoiceDetail }) {
  const t = useText('subscription')
  const formats = useFormats()
  const { currency, periodStart, periodEnd, dueMinor, dueDate, date, paidOn } = invoice
  return (
    <div className="paper-parties">
      <div>
        <p className="s t3">{t('paper.payer')}</p>
        <p className="sb">{paper.customer.name}</p>
        {paper.customer.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div>
        <p className="s t3">{t('invoice.period')}</p>
        <p className="sb n">
          {t('paper.span', { from: formats.date(periodStart), to: formats.date(lastDay(periodEnd)) })}
        </p>
        <p className="n nb">
          <span className="s t3">{t('paper.agreement')}</span> {paper.agreementNumber}
        </p>
        {paper.purchaseOrder !== null && (
          <p className="n nb">
            <span className="s t3">{t('agreement.purchaseOrder')}</span> {paper.purchaseOrder}
          </p>
        )}
      </div>
      <div className="paper-due">
        <p className="s t3">{t('invoice.due')}</p>
        <p className="paper-figure">{formats.money({ amountMinor: dueMinor, currency })}</p>
        <p className="n">{t('paper.by', { on: formats.date(dueDate) })}</p>
        <p className="s t3 n">{t('paper.issued', { on: formats.date(date) })}</p>
        {paidOn !== null && (
          <p className="s ok n" title={invoice.paymentReference ?? undefined}>
            {t('pay.paid', { on: formats.date(paidOn) })}
          </p>
        )}
      </div>
    </div>
  )
}

function PaperLines({ detail: { invoice, lines }, onOpen }: PaperProps) {
  const t = useText('subscription')
  const formats = useFormats()
  const words = useLineWords(invoice.currency)
  return (
    <table className="paper-lines">
      <thead>
        <tr>
          <th scope="col">{t('line.item')}</th>
          <th scope="col" className="num">
            {t('line.quantity')}
          </th>
          <th scope="col" className="num wide">
            {t('line.unitPrice')}
          </th>
          <th scope="col" className="num wide">
            {t('line.taxRate')}
          </th>
          <th scope="col" className="num">
            {t('line.net')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.line}>
            <td>
              <button type="button" className="link-button" onClick={() => onOpen(line)}>
                {line.name}
              </button>
              <p className="s t3">{words.detail(line)}</p>
            </td>
            <td className="num">{words.quantity(line)}</td>
            <td className="num wide">{words.price(line.unitPrice)}</td>
            <td className="num wide">{line.taxPercent === null ? '–' : `${line.taxPercent} %`}</td>
            <td className="num">{formats.money({ amountMinor: line.netMinor, currency: invoice.currency })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PaperTotals({ detail: { invoice, lines } }: { detail: InvoiceDetail }) {
  const t = useText('subscription')
  const formats = useFormats()
  const chinese = useLocale() === 'zh-CN'
  const { currency, netMinor, taxMinor, dueMinor, payments } = invoice
  const money = (amountMinor: bigint | string): string => formats.money({ amountMinor, currency })
  const rows: (readonly [string, string])[] = [
    [t('paper.net'), money(netMinor)],
    [t('paper.tax'), money(taxMinor)],
    ...payments.map(
      ({ kind, name, amountMinor }) => [t(`paper.${kind}`, { name }), money(-BigInt(amountMinor))] as const,
    ),
  ]
  return (
    <div className="paper-totals">
      <div>
        {chinese && currency === 'CNY' && (
          <>
            <p className="s t3">{t('paper.inWords')}</p>
            <p>{amountInWords(BigInt(dueMinor))}</p>
          </>
        )}
        <p className="s t3 paper-taxes">{t('paper.taxes')}</p>
        {taxesOf(lines).map(({ percent, net, tax }) => (
          <p key={percent} className="n">
            {percent} % <span className="t2">{t('paper.taxable', { amount: money(net) })}</span> {money(tax)}
          </p>
        ))}
      </div>
      <dl>
        {rows.map(([name, amount]) => (
          <div key={name}>
            <dt className="t2">{name}</dt>
            <dd className="n">{amount}</dd>
          </div>
        ))}
        <div className="paper-sum">
          <dt>{t('invoice.due')}</dt>
          <dd className="paper-figure">{money(dueMinor)}</dd>
        </div>
      </dl>
    </div>
  )
}

function taxesOf(lines: readonly InvoiceLine[]): { percent: string; net: bigint; tax: bigint }[] {
  const taxed = lines.filter(({ taxPercent }) => taxPercent !== null)
  return [...Map.groupBy(taxed, ({ taxPercent }) => taxPercent!)].map(([percent, group]) => ({
    percent,
    net: group.reduce((sum, { netMinor }) => sum + BigInt(netMinor), 0n),
    tax: group.reduce((sum, { taxMinor }) => sum + BigInt(taxMinor), 0n),
  }))
}

function PaperFoot({ detail: { invoice, paper } }: { detail: InvoiceDetail }) {
  const t = useText('subscription')
  return (
    <footer>
      <div>
        <p className="s t3">{t('paper.transfer')}</p>
        {paper.seller.payment.map((line) => (
          <p key={line} className="n">
            {line}
          </p>
        ))}
        <p className="n">{t('paper.quote', { number: invoice.number })}</p>
      </div>
      <div>
        <p className="s t3">{t('paper.check')}</p>
        <p>{t('paper.checkText')}</p>
      </div>
      <p className="s t3 paper-from">{paper.seller.footer}</p>
    </footer>
  )
}
