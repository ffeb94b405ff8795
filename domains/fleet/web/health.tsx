import { useText } from '#kit/i18n'
import { Shape, type ShapeName, type Tone } from '#kit/ui'
import type { DeviceRow } from './api.ts'

/** How devices are told apart: healthy, watch, act, and offline, of which nothing newer is known. */
export type HealthLook = DeviceRow['healthState'] | 'offline'

const LOOKS: Readonly<Record<HealthLook, { readonly shape: ShapeName; readonly tone: Tone }>> = {
  healthy: { shape: 'done', tone: 'ok' },
  watch: { shape: 'half', tone: 'warn' },
  act: { shape: 'late', tone: 'bad' },
  offline: { shape: 'new', tone: 'neutral' },
}

export function healthLook({ online, healthState }: Pick<DeviceRow, 'online' | 'healthState'>): HealthLook {
  return online ? healthState : 'offline'
}

/** The shape alone; its word is spoken. */
export function HealthMark({ device }: { device: Pick<DeviceRow, 'online' | 'healthState'> }) {
  const t = useText('fleet')
  const look = healthLook(device)
  const word = t(`health.${look}`)
  return (
    <span className={`mark ${LOOKS[look].tone}`} title={word}>
      <Shape name={LOOKS[look].shape} label={word} />
    </span>
  )
}

/** The figure large, its state below in a word. */
export function HealthFigure({ device }: { device: Pick<DeviceRow, 'online' | 'healthState' | 'health'> }) {
  const t = useText('fleet')
  const look = healthLook(device)
  const { shape, tone } = LOOKS[look]
  const toned = tone === 'neutral' ? 't2' : tone
  return (
    <div className="health-figure">
      <span className={`figure n ${toned}`}>{device.health}</span>
      <span className={`s nb ${toned}`}>
        <Shape name={shape} size={14} /> {t(`health.${look}`)}
      </span>
    </div>
  )
}
