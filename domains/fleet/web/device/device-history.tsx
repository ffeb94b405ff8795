import { memo, useState } from 'react'
import { TelemetryChart } from '#kit/charts'
import { nowMs, useQuery } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Card, EmptyState, ErrorNotice, ListSkeleton, Meter } from '#kit/ui'
import { fleetApi, type DeviceDetail, type History, type Loss } from '../api.ts'
import { measureName, unitOf } from '../measures.ts'
import '../fleet.css'

/** Health and curves of one device by its id. */
export function DeviceHistory({ deviceId }: { deviceId: string }) {
  const { data, error, refetch } = useQuery(fleetApi.query('getDevice', { params: { id: deviceId } }))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <ListSkeleton />
  return (
    <>
      <Causes losses={data.losses} />
      <Curves detail={data} />
    </>
  )
}

const KEY_OF_CAUSE: Readonly<Record<string, string>> = {
  disk_errors: 'disk_write_errors',
  battery_wear: 'battery_capacity',
  crashes: 'crashes_7d',
  overheating: 'cpu_temperature',
  disk_full: 'disk_free',
}

/** What takes points away from 100, worst first. */
export function Causes({ losses }: { losses: readonly Loss[] }) {
  const t = useText('fleet')
  const formats = useFormats()
  if (losses.length === 0) return <p className="t2 device-well">{t('causes.none')}</p>
  return (
    <section className="causes" aria-label={t('causes.title')}>
      {losses.map(({ cause, value, points, pointsMax }) => {
        const name = t([`cause.${cause}`, 'measure.other'], { key: cause })
        const share = points / pointsMax
        return (
          <div key={cause} className="cause">
            <span className="md nb">{name}</span>
            <span className="n nb">
              {formats.unit(value, t([`causeUnit.${cause}`, unitOf(KEY_OF_CAUSE[cause] ?? cause) ?? '']))}
            </span>
            <Meter share={share} label={name} tone={share >= 0.75 ? 'bad' : share >= 0.25 ? 'warn' : 'accent'} />
            <span className="s t2 n nb">{t('causes.points', { points, pointsMax })}</span>
          </div>
        )
      })}
    </section>
  )
}

const DAYS = 60
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** One curve for each measured key over sixty days. */
export function Curves({ detail: { device, limits } }: { detail: DeviceDetail }) {
  const t = useText('fleet')
  const [to] = useState(() => Math.ceil(nowMs() / HOUR_MS) * HOUR_MS)
  const keys = Object.keys(device.latest).toSorted()
  if (keys.length === 0) return <EmptyState title={t('curves.none')} hint={t('curves.noneHint')} />
  return (
    <div className="curves">
      {keys.map((key) => (
        <Curve
          key={key}
          deviceId={device.deviceId}
          measure={key}
          toMs={to}
          limit={limits.find((each) => each.key === key)?.actAt}
        />
      ))}
    </div>
  )
}

interface CurveProps {
  readonly deviceId: string
  readonly measure: string
  readonly toMs: number
  readonly limit: number | undefined
}

function Curve({ deviceId, measure, toMs, limit }: CurveProps) {
  const t = useText('fleet')
  const span = { from: isoOf(toMs - DAYS * DAY_MS), to: isoOf(toMs) }
  const { data, error, refetch } = useQuery(
    fleetApi.query('readHistory', { params: { id: deviceId }, query: { key: measure, ...span } }),
  )
  const words = useMeasured(measure)
  const points = data?.points ?? []
  const limitWords = limit === undefined ? undefined : t('curves.limit', { value: words(limit) })
  return (
    <Card
      title={measureName(t, measure)}
      aside={<span className="s t2 n">{[words(points.at(-1)?.average), limitWords].filter(Boolean).join(' · ')}</span>}
    >
      <div className="in">
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {data && points.length < 2 && <p className="s t3">{t('curves.few', { days: DAYS })}</p>}
        {data && points.length >= 2 && <CurveLine measure={measure} points={data.points} limit={limit} />}
      </div>
    </Card>
  )
}

interface CurveLineProps {
  readonly measure: string
  readonly points: History['points']
  readonly limit: number | undefined
}

/** Drawn anew only for new points, so that a zoom is kept. */
const CurveLine = memo(function CurveLine({ measure, points, limit }: CurveLineProps) {
  const t = useText('fleet')
  const words = useMeasured(measure)
  const name = measureName(t, measure)
  const unit = unitOf(measure)
  const [first, last] = [words(points[0]?.average), words(points.at(-1)?.average)]
  return (
    <TelemetryChart
      summary={t('curves.summary', { name, first, last, days: DAYS })}
      times={points.map(({ at }) => Date.parse(at) / 1000)}
      series={[{ name, values: points.map(({ average }) => average) }]}
      {...(unit && { unit })}
      {...(limit !== undefined && { limit })}
      height={150}
    />
  )
})

function useMeasured(measure: string): (value: number | undefined) => string {
  const { unit, number } = useFormats()
  const own = unitOf(measure)
  return (value) => {
    const rounded = value === undefined ? undefined : Math.round(value * 10) / 10
    return own ? unit(rounded, own) : number(rounded)
  }
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString()
}
