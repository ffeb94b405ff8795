import { Drawer } from 'antd'
import { useQuery } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { ErrorNotice, KeyValue, ListSkeleton, Section, useScreenWidth } from '#kit/ui'
import { subscriptionApi, type InvoiceLine, type UsageEvent } from '../api.ts'
import { useLineWords } from './line-words.ts'
import '../money.css'

export interface LineDrawerProps {
  /** Undefined closes it. */
  readonly line: InvoiceLine | undefined
  readonly currency: string
  /** A stored invoice, or the estimate of an agreement. */
  readonly source: { readonly invoiceId: string } | { readonly agreementId: string }
  readonly onClose: () => void
}

/** How a line came about: its rating, and the usage, actions and devices behind it. */
export function LineDrawer({ line, onClose, ...rest }: LineDrawerProps) {
  const phone = useScreenWidth() === 'phone'
  return (
    <Drawer
      open={line !== undefined}
      onClose={onClose}
      size={phone ? '100%' : 520}
      title={line?.name}
      classNames={{ body: 'inspector-drawer' }}
    >
      {line && <LineBehind line={line} {...rest} />}
    </Drawer>
  )
}

type Behind = Omit<LineDrawerProps, 'line' | 'onClose'> & { readonly line: InvoiceLine }

function LineBehind({ line, currency, source }: Behind) {
  const t = useText('subscription')
  const { money } = useFormats()
  const words = useLineWords(currency)
  const amount = (amountMinor: string) => <span className="n">{money({ amountMinor, currency })}</span>
  return (
    // The only thing to reach with the keyboard is the text itself: it scrolls.
    <div className="scroll" tabIndex={0} role="region" aria-label={line.name}>
      <Section title={t('line.rating')}>
        <KeyValue
          items={[
            [t('line.span'), words.detail({ ...line, rating: [] })],
            line.quantity !== null && [
              t('line.quantity'),
              <span key="quantity" className="n">
                {words.quantity(line)}
              </span>,
            ],
            line.unitPrice !== null && [
              t('line.unitPrice'),
              <span key="price" className="n">
                {words.price(line.unitPrice)}
              </span>,
            ],
            ...line.rating.map(
              ({ label, quantity, unitPrice }, n) =>
                [
                  ratingWords(t, label),
                  <span key={n} className="n">
                    {words.quantity({ ...line, quantity })} × {words.price(unitPrice)}
                  </span>,
                ] as const,
            ),
            [t('line.net'), amount(line.netMinor)],
            line.taxPercent !== null && [t('line.tax', { percent: line.taxPercent }), amount(line.taxMinor)],
            [t('line.total'), <b key="total">{amount(line.totalMinor)}</b>],
          ]}
        />
      </Section>
      <Names title={t('line.devices')} names={line.evidence.devices} />
      <Names title={t('line.spans')} names={line.evidence.spans} />
      {line.evidence.events.length > 0 && <Events line={line} source={source} />}
    </div>
  )
}

/** `band 2 top-off` → `第 2 档，保底未用`; a label that nobody has words for stands as it is. */
function ratingWords(t: ReturnType<typeof useText>, label: string): string {
  const [, name = '', n = '', rest = ''] = /^(\w+)(?: (\d+))?(?: (top-off|flat fee))?$/.exec(label) ?? []
  const of = t(`rating.${name}`, { n, defaultValue: label })
  if (rest === '') return of
  return t(rest === 'top-off' ? 'rating.topOff' : 'rating.flatFee', { of })
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <Section title={title} aside={<span className="n t3">{names.length}</span>}>
      <p className="mono s">{names.join(' · ')}</p>
    </Section>
  )
}

function Events({ line, source }: Pick<Behind, 'line' | 'source'>) {
  const t = useText('subscription')
  const stored = useQuery({
    ...subscriptionApi.query('lineEvents', {
      params: { id: 'invoiceId' in source ? source.invoiceId : '', line: line.line },
    }),
    enabled: 'invoiceId' in source,
  })
  const estimated = useQuery({
    ...subscriptionApi.query('estimateEvents', {
      params: { id: 'agreementId' in source ? source.agreementId : '', line: line.line },
    }),
    enabled: 'agreementId' in source,
  })
  const { data, error, refetch } = 'invoiceId' in source ? stored : estimated
  return (
    <Section title={t('line.events')} aside={<span className="n t3">{line.evidence.events.length}</span>}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data ? (
        <EventTable events={data.items} end={line.rangeEnd} unit={line.unit} />
      ) : (
        !error && <ListSkeleton rows={4} />
      )}
    </Section>
  )
}

function EventTable({ events, end, unit }: { events: readonly UsageEvent[]; end: string; unit: string | null }) {
  const t = useText('subscription')
  const formats = useFormats()
  return (
    <table className="money-table s">
      <thead>
        <tr>
          <th scope="col">{t('event.at')}</th>
          <th scope="col">{t('event.source')}</th>
          <th scope="col" className="num">
            {t('event.value')}
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map(({ source, id, at, value, receivedAt }) => (
          <tr key={`${source} ${id}`}>
            <td className="n nb">{formats.moment(at)}</td>
            <td>
              <span className="mono">{source}</span>
              {receivedAt.slice(0, 10) > end && (
                <div className="warn">{t('event.late', { at: formats.moment(receivedAt) })}</div>
              )}
            </td>
            <td className="num">{unit === null ? formats.number(value) : formats.unit(value, unit, { digits: 2 })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
