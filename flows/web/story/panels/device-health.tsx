import { Sparkline } from '#kit/charts'
import { useText } from '#kit/i18n'
import { Card, Chip, Meter } from '#kit/ui'
import type { Panels } from '../api.ts'

const WEAR_LIMIT = 90
const TONES = { healthy: 'ok', watch: 'warn', act: 'bad' } as const

/** The laptop as its page shows it: health, and the wear of its disk as it was reported. */
export function DeviceHealth({ device }: { device: NonNullable<Panels['device']> }) {
  const t = useText('story')
  const { name, serial, health, healthState, wear } = device
  const tone = TONES[healthState as keyof typeof TONES]
  const values = wear.map(({ value }) => value)
  return (
    <Card title={name} aside={<span className="mono t2">{serial}</span>}>
      <div className="in story-device">
        <div>
          <span className="s t2">{t('device.health')}</span>
          <div className="row">
            <b className="story-figure n">{health}</b>
            <Chip tone={tone}>{t(`device.state.${healthState}`)}</Chip>
          </div>
          <Meter share={health / 100} tone={tone} label={t('device.health')} />
        </div>
        <div>
          <span className="s t2">{t('device.wear', { value: values.at(-1) ?? '–' })}</span>
          {values.length > 1 && (
            <Sparkline
              values={values}
              limit={WEAR_LIMIT}
              width={420}
              height={64}
              summary={t('device.curve', { from: values[0], to: values.at(-1), limit: WEAR_LIMIT })}
            />
          )}
        </div>
      </div>
    </Card>
  )
}
