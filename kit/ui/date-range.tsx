import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useFormats, useText } from '#kit/i18n'
import { useScreenWidth } from './screen.ts'
import { DAY, SHOWN_DAY } from './shown-day.ts'

/** Two days, `YYYY-MM-DD`, both included. */
export interface Days {
  readonly from: string
  readonly to: string
}

export interface DateRangeProps {
  readonly label: string
  readonly value: Days | undefined
  readonly onChange: (days: Days | undefined) => void
  /** The last day that can be chosen, `YYYY-MM-DD`. */
  readonly last?: string
}

/** From a day to a day, in the company's calendar: no time of day, no zone. */
export function DateRange({ label, value, onChange, last }: DateRangeProps) {
  const t = useText('kit')
  const { locale } = useFormats()
  const isPhone = useScreenWidth() === 'phone'
  return (
    <DatePicker.RangePicker
      className="date-range"
      classNames={{ popup: { root: 'date-range-popup' } }}
      aria-label={label}
      placeholder={[t('date.from'), t('date.to')]}
      format={SHOWN_DAY[locale]}
      value={value ? [dayjs(value.from), dayjs(value.to)] : null}
      {...(last === undefined ? {} : { maxDate: dayjs(last) })}
      // On a phone the days are touched; a keyboard would hide them.
      inputReadOnly={isPhone}
      onChange={(days) => {
        const [from, to] = days ?? []
        onChange(from && to ? { from: from.format(DAY), to: to.format(DAY) } : undefined)
      }}
    />
  )
}
