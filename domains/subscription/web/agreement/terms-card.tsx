import { useFormats, useText } from '#kit/i18n'
import { Card, KeyValue } from '#kit/ui'
import type { AgreementDetail } from '../api.ts'
import { useLineWords } from '../invoice/line-words.ts'
import { chargesOf } from './terms.ts'
import '../money.css'

/** What was agreed: charges with their prices and taxes, and the conditions. */
export function TermsCard({ detail: { agreement, terms } }: { detail: AgreementDetail }) {
  const t = useText('subscription')
  const formats = useFormats()
  const words = useLineWords(agreement.currency)
  const customer = terms['customer'] as { readonly timeZone: string; readonly netDays?: number }
  return (
    <>
      <Card>
        <table className="money-table">
          <thead>
            <tr>
              <th scope="col">{t('line.item')}</th>
              <th scope="col">{t('line.pricing')}</th>
              <th scope="col" className="num">
                {t('line.unitPrice')}
              </th>
              <th scope="col" className="num">
                {t('line.taxRate')}
              </th>
            </tr>
          </thead>
          <tbody>
            {chargesOf(terms).map(({ plan, code, name, model, price, base, unit, taxes }) => (
              <tr key={`${plan} ${code}`}>
                <td>
                  <span className="md">{name}</span> <span className="mono s t3">{code}</span>
                </td>
                <td className="t2">
                  {t(`pricing.${model}`)}
                  {base !== null && ` · ${t('usage.base')} ${unit === null ? base : formats.unit(base, unit)}`}
                </td>
                <td className="num">{words.price(price)}</td>
                <td className="num">{taxes.length === 0 ? '–' : taxes.map((tax) => `${tax} %`).join(' + ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <Card>
        <div className="in">
          <KeyValue
            items={[
              [t('agreement.promise'), agreement.promise ?? '–'],
              [t('agreement.purchaseOrder'), agreement.purchaseOrder ?? '–'],
              [t('agreement.currency'), agreement.currency],
              [t('agreement.netDays'), t('agreement.days', { count: customer.netDays ?? NET_DAYS })],
              [t('agreement.zone'), customer.timeZone],
            ]}
          />
        </div>
      </Card>
    </>
  )
}

/** What billing takes where the terms say nothing. */
const NET_DAYS = 30
