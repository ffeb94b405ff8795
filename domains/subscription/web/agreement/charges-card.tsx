import { useState } from 'react'
import { useQuery } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Card, ErrorNotice, ListSkeleton } from '#kit/ui'
import { subscriptionApi, type AgreementDetail, type InvoiceLine } from '../api.ts'
import { LineDrawer } from '../invoice/line-drawer.tsx'
import { useLineWords } from '../invoice/line-words.ts'
import { chargesOf, type ShownCharge } from './terms.ts'
import '../money.css'

/** What this month is made of; every line opens what is behind it. */
export function ChargesCard({ detail }: { detail: AgreementDetail }) {
  const t = useText('subscription')
  const { agreementId } = detail.agreement
  const [shown, show] = useState<InvoiceLine>()
  const { data, error, refetch } = useQuery(subscriptionApi.query('estimate', { params: { id: agreementId } }))
  if (error) return <ErrorNotice error={error} what={t('estimate.failed')} onRetry={() => void refetch()} />
  if (!data) return <ListSkeleton rows={3} />
  const charges = new Map(chargesOf(detail.terms).map((charge) => [charge.code, charge]))
  return (
    <Card>
      <table className="money-table">
        <thead>
          <tr>
            <th scope="col">{t('line.item')}</th>
            <th scope="col" className="wide">
              {t('line.pricing')}
            </th>
            <th scope="col" className="num">
              {t('line.quantity')}
            </th>
            <th scope="col" className="num wide">
              {t('line.unitPrice')}
            </th>
            <th scope="col" className="num">
              {t('line.estimate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.lines.map((line) => (
            <ChargeRow
              key={line.line}
              line={line}
              charge={charges.get(line.charge)}
              currency={data.currency}
              onOpen={() => show(line)}
            />
          ))}
          {data.lines.length === 0 && (
            <tr>
              <td colSpan={5} className="t2">
                {t('estimate.nothing')}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <LineDrawer line={shown} currency={data.currency} source={{ agreementId }} onClose={() => show(undefined)} />
    </Card>
  )
}

interface RowProps {
  readonly line: InvoiceLine
  readonly charge: ShownCharge | undefined
  readonly currency: string
  readonly onOpen: () => void
}

function ChargeRow({ line, charge, currency, onOpen }: RowProps) {
  const t = useText('subscription')
  const { money } = useFormats()
  const words = useLineWords(currency)
  return (
    <tr>
      <td>
        <span className="md">{line.name}</span>
        <div className="s t3">{words.detail(line)}</div>
      </td>
      <td className="t2 wide">{t(`pricing.${charge?.model ?? line.kind}`)}</td>
      <td className="num">
        <button type="button" className="link-button" onClick={onOpen}>
          {words.quantity(line)}
        </button>
      </td>
      <td className="num wide">{words.price(line.unitPrice)}</td>
      <td className="num">{money({ amountMinor: line.netMinor, currency })}</td>
    </tr>
  )
}
