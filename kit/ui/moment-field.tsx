import { DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useFormats } from '#kit/i18n'
import { useScreenWidth } from './screen.ts'
import { SHOWN_DAY } from './shown-day.ts'

export interface MomentFieldProps {
  readonly label: string
  /** On the clock of a zone that stands beside it: `YYYY-MM-DDTHH:mm`; empty: none is chosen. */
  readonly value: string
  readonly onChange: (local: string) => void
}

const LOCAL = 'YYYY-MM-DDTHH:mm'
const STEP_MINUTES = 5

/** A day and a time of day. A phone has wheels of its own for it. */
export function MomentField({ label, value, onChange }: MomentFieldProps) {
  const { locale } = useFormats()
  const isPhone = useScreenWidth() === 'phone'
  if (isPhone) {
    return (
      <Input type="datetime-local" aria-label={label} value={value} onChange={({ target }) => onChange(target.value)} />
    )
  }
  return (
    <DatePicker
      aria-label={label}
      showTime={{ format: 'HH:mm', minuteStep: STEP_MINUTES }}
      format={`${SHOWN_DAY[locale]} HH:mm`}
      allowClear={false}
      value={value === '' ? null : dayjs(value)}
      onChange={(chosen) => onChange(chosen ? chosen.format(LOCAL) : '')}
    />
  )
}
