import { useText } from '#kit/i18n'
import { PageLink, Shape } from '#kit/ui'
import type { Customer360 } from '../api.ts'
import { DEVICE_LOOKS } from './device-looks.ts'

type Device = Pick<
  Customer360['devices'][number],
  'deviceId' | 'serial' | 'model' | 'health' | 'healthState' | 'online'
>

/** A device in one line: which, and how it is. */
export function DeviceLine({ device }: { device: Device }) {
  const t = useText('flows')
  const { deviceId, serial, model, health, healthState, online } = device
  const look = online ? healthState : 'offline'
  const { shape, tone } = DEVICE_LOOKS[look]
  return (
    <li className="row">
      <span className="grow cut">
        <PageLink path={`/fleet/devices/${deviceId}`}>
          <span className="mono">{serial}</span>
        </PageLink>{' '}
        <span className="t2">{model}</span>
      </span>
      <span className={`nb n ${tone === 'neutral' ? 't2' : tone}`}>
        <Shape name={shape} size={14} /> {t(`health.${look}`)} {health}
      </span>
    </li>
  )
}
