import { Laptop } from 'lucide-react'
import { nowMs } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Meter, PageLink, Section, Shape } from '#kit/ui'
import type { Customer360 } from '../api.ts'
import { DEVICE_LOOKS } from './device-looks.ts'
import { useCustomer, type CustomerContext } from './use-customer.ts'
import './context.css'

type Device = Customer360['devices'][number]

/** What is shown small: shares of a hundred, and where they begin to be bad. */
const BARS = [
  { key: 'disk_wear', watchAt: 75, actAt: 90 },
  { key: 'battery_capacity', watchAt: 60, actAt: 45 },
] as const

/** The device that it is about: the one of the incident, else the worst. */
export function DeviceSection(context: CustomerContext) {
  const t = useText('flows')
  const { data } = useCustomer(context)
  const [device, ...others] = data?.devices ?? []
  if (!device) return null
  const link = (
    <PageLink path={`/fleet/devices/${device.deviceId}`}>
      <span className="s mono">{device.serial}</span>
    </PageLink>
  )
  return (
    <Section title={t('device.title')} icon={Laptop} aside={link}>
      <div className="device-line">
        <div className="grow">
          <div className="md">{device.model}</div>
          <DeviceUse device={device} />
        </div>
        <HealthFigure device={device} />
      </div>
      <Bars device={device} />
      {others.length > 0 && (
        <p className="s t2 more-devices">
          {t('device.others')}{' '}
          {others.slice(0, 3).map(({ deviceId, serial }) => (
            <PageLink key={deviceId} path={`/fleet/devices/${deviceId}`}>
              <span className="mono">{serial}</span>{' '}
            </PageLink>
          ))}
        </p>
      )}
    </Section>
  )
}

const MONTH_MS = 30.44 * 86_400_000

function DeviceUse({ device: { inUseSince, lastSeenAt } }: { device: Device }) {
  const t = useText('flows')
  const formats = useFormats()
  const months = inUseSince === null ? undefined : Math.floor((nowMs() - Date.parse(inUseSince)) / MONTH_MS)
  const facts = [
    months !== undefined && t('device.months', { count: months }),
    lastSeenAt && t('device.seen', { time: formats.stamp(lastSeenAt, nowMs()) }),
  ].filter(Boolean)
  return <div className="s t2">{facts.join(' · ')}</div>
}

function HealthFigure({ device: { health, healthState, online } }: { device: Device }) {
  const t = useText('flows')
  const look = online ? healthState : 'offline'
  const { shape, tone } = DEVICE_LOOKS[look]
  const toned = tone === 'neutral' ? 't2' : tone
  return (
    <div className="health">
      <div className={`big n ${toned}`}>{health}</div>
      <div className={`s nb ${toned}`}>
        <Shape name={shape} size={14} /> {t(`health.${look}`)}
      </div>
    </div>
  )
}

function Bars({ device: { latest } }: { device: Device }) {
  const t = useText('flows')
  const { percent } = useFormats()
  const shown = BARS.filter(({ key }) => latest[key] !== undefined)
  if (shown.length === 0) return null
  return (
    <div className="health-bars s">
      {shown.map(({ key, watchAt, actAt }) => {
        const { value } = latest[key]!
        const beyond = (limit: number) => (actAt > watchAt ? value >= limit : value <= limit)
        const tone = beyond(actAt) ? 'bad' : beyond(watchAt) ? 'warn' : 'ok'
        return (
          <div key={key}>
            <span className="t2">{t(`measure.${key}`)}</span>
            <Meter share={value / 100} label={t(`measure.${key}`)} tone={tone} />
            <span className={tone === 'ok' ? 'n' : `n md ${tone}`}>{percent(value / 100)}</span>
          </div>
        )
      })}
    </div>
  )
}
