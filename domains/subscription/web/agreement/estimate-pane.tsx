import { Activity, History, TrendingUp, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useQuery } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Slot } from '#kit/slots'
import { Chip, ErrorNotice, Inspector, ListSkeleton, Section } from '#kit/ui'
import { subscriptionApi, type Estimate, type InvoiceLine, type UsageSeries } from '../api.ts'
import { addDays, daysBetween, firstOfMonth } from '../dates.ts'
import { LineDrawer } from '../invoice/line-drawer.tsx'
import { useToday } from '../use-today.ts'

/** What this month comes to, from a dry run of billing; nothing of it is stored. */
export function EstimatePane({ agreementId }: { agreementId: string }) {
  const t = useText('subscription')
  const { data, error, refetch } = useQuery(subscriptionApi.query('estimate', { params: { id: agreementId } }))
  const formats = useFormats()
  const head = data && (
    <>
      <h2>{t('estimate.title', { month: formats.month(data.from) })}</h2>
      <span className="right">
        <Chip outlined>
          {t('estimate.day', { day: Number(data.today.slice(8)), of: daysBetween(data.from, data.to) })}
        </Chip>
      </span>
    </>
  )
  return (
    <Inspector name="subscription.estimate" label={t('estimate.label')} head={head ?? <h2>{t('estimate.label')}</h2>}>
      {error && <ErrorNotice error={error} what={t('estimate.failed')} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton rows={6} />}
      {data && <EstimateFigures estimate={data} agreementId={agreementId} />}
      <RunsOut agreementId={agreementId} />
      {data && <Behind estimate={data} />}
      <Slot name="subscription.agreement.context" props={{ agreementId }} />
    </Inspector>
  )
}

function EstimateFigures({ estimate, agreementId }: { estimate: Estimate; agreementId: string }) {
  const t = useText('subscription')
  const formats = useFormats()
  const [shown, show] = useState<InvoiceLine>()
  const { currency, totalMinor, beforeMinor, taxMinor, lines } = estimate
  const change = beforeMinor === null ? null : BigInt(totalMinor) - BigInt(beforeMinor)
  return (
    <section className="sec">
      <p className="estimate-figure">{formats.money({ amountMinor: totalMinor, currency })}</p>
      {change !== null && (
        <p className="s t2">
          {t('estimate.before', {
            change: formats.change(
              { amountMinor: change, currency },
              beforeMinor === '0' ? null : Number(change) / Number(beforeMinor),
            ),
          })}
        </p>
      )}
      <div className="estimate-lines">
        {lines.map((line) => (
          <button key={line.line} type="button" onClick={() => show(line)}>
            <span className="t2 cut">{line.name}</span>
            <span className="n">{formats.money({ amountMinor: line.netMinor, currency })}</span>
          </button>
        ))}
        <span className="tax">
          <span className="t2">{t('estimate.tax')}</span>
          <span className="n">{formats.money({ amountMinor: taxMinor, currency })}</span>
        </span>
      </div>
      <LineDrawer
        line={shown}
        currency={currency}

        source={{ agreementId }}
        onClose={() => show(undefined)}
      />
    </section>
  )
}

/** When the reserved capacity is used up if it goes on as in the last weeks. */
function RunsOut({ agreementId }: { agreementId: string }) {
  const t = useText('subscription')
  const formats = useFormats()
  const today = useToday()
  const query = { from: firstOfMonth(today), to: firstOfMonth(today, 1) }
  const { data } = useQuery(subscriptionApi.query('readUsage', { params: { id: agreementId }, query }))
  const series = data?.series
  if (!series?.forecast || series.limit === null) return null
  const { perDay, over, daysToLimit, errorDays } = series.forecast
  const rate = { rate: formats.unit(perDay, series.unit ?? '', { digits: 2 }), over }
  return (
    <Section title={t('runsOut.title')} icon={TrendingUp}>
      <p className="runs-out">
        {daysToLimit === null ? t('runsOut.never') : formats.date(addDays(today, daysToLimit))}
      </p>
      <p className="s t2">
        {errorDays === null ? t('runsOut.rate', rate) : t('runsOut.rateWithError', { ...rate, error: errorDays })}
      </p>
      <Capacity series={series} today={today} />
    </Section>
  )
}

function Capacity({ series: { days, base, limit, unit }, today }: { series: UsageSeries; today: string }) {
  const formats = useFormats()
  const used = days.find(({ date }) => date === today)?.value ?? 0
  const [top, level] = [limit ?? 0, base ?? 0]
  const share = (value: number): string => `${(Math.max(0, value) / top) * 100}%`
  return (
    <>
      <div className="capacity" aria-hidden>
        <i className="within" style={{ width: share(Math.min(used, level)) }} />
        <i className="above" style={{ width: share(used - level) }} />
      </div>
      <div className="capacity-scale s t3 n" aria-hidden>
        <span>0</span>
        <span className="mid" style={{ left: share(level) }}>
          {formats.number(level)}
        </span>
        <span className="end">{unit === null ? formats.number(top) : formats.unit(top, unit)}</span>
      </div>
    </>
  )
}

function Behind({ estimate: { events, lateEvents, lines } }: { estimate: Estimate }) {
  const t = useText('subscription')
  const formats = useFormats()
  const seats = lines.filter(({ kind, days, ofDays }) => kind === 'recurring' && days < ofDays).length
  const rows = [
    { icon: Activity, words: t('behind.events', { count: events }), show: events > 0 },
    { icon: UsersRound, words: t('behind.changes', { count: seats }), show: seats > 0 },
    { icon: History, words: t('behind.late', { count: lateEvents }), show: lateEvents > 0 },
  ].filter(({ show }) => show)
  return (
    <Section title={t('behind.title')}>
      {rows.map(({ icon: Icon, words }) => (
        <p key={words} className="row">
          <Icon aria-hidden className="t3" size={16} strokeWidth={1.75} />
          {words}
        </p>
      ))}
      {rows.length === 0 && <p className="t2">{t('behind.nothing', { figure: formats.number(0) })}</p>}
    </Section>
  )
}
