import { Checkbox } from 'antd'
import { useSession } from '#kit/data'
import { useText } from '#kit/i18n'
import type { Preferences } from '../api.ts'

type Quiet = Preferences['quietHours']

interface QuietFieldsProps {
  readonly value?: Quiet | undefined
  readonly onChange?: (value: Quiet) => void
}

/** From when until when nothing is to come, by the clock on the wall of the company. */
export function QuietFields({ value = null, onChange = () => {} }: QuietFieldsProps) {
  const t = useText('settings')
  const { zone } = useSession().tenant
  const usual = { from: '22:00', until: '07:00', zone }
  const time = (name: 'from' | 'until') =>
    value && (
      <label className="quiet-time">
        <span className="t2">{t(`notifications.${name}`)}</span>
        <input
          type="time"
          required
          className="ant-input"
          value={value[name]}
          onChange={({ target }) => target.value && onChange({ ...value, [name]: target.value })}
        />
      </label>
    )
  return (
    <div className="quiet-fields">
      <Checkbox checked={value !== null} onChange={({ target }) => onChange(target.checked ? usual : null)}>
        {t('notifications.quietOn')}
      </Checkbox>
      {time('from')}
      {time('until')}
      {value && <span className="s t2">{value.zone}</span>}
    </div>
  )
}
