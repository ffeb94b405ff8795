import { useFormats, useText } from '#kit/i18n'
import { Shape, type ShapeName } from '#kit/ui'
import type { Wall } from '../api.ts'

const PARTS: readonly (readonly [key: 'healthy' | 'watch' | 'act' | 'offline', shape: ShapeName, tone: string])[] = [
  ['healthy', 'done', 'ok'],
  ['watch', 'half', 'warn'],
  ['act', 'late', 'bad'],
  ['offline', 'new', 't2'],
]

/** How the fleet is: one bar, four figures. */
export function DevicesBox({ devices }: { devices: Wall['devices'] }) {
  const t = useText('flows')
  const { wallCount } = useFormats()
  const { total, offline } = devices
  return (
    <section className="wall-box">
      <header className="wall-box-head">
        <h2>{t('devices.title')}</h2>
        <span className="right s t2 n">
          {t('devices.online', { online: wallCount(total - offline), total: wallCount(total) })}
        </span>
      </header>
      <div className="wall-pad">
        <div className="device-bar" aria-hidden>
          {PARTS.map(([key, , tone]) => (
            <i key={key} className={tone} style={{ flexGrow: devices[key] }} />
          ))}
        </div>
        <ul className="device-parts">
          {PARTS.map(([key, shape, tone]) => (
            <li key={key}>
              <span className={tone}>
                <Shape name={shape} size={14} />
              </span>{' '}
              {t(`health.${key}`)} <b className="n">{wallCount(devices[key])}</b>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
