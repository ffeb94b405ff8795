import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import type { AriaAttributes } from 'react'
import { useFormats } from '#kit/i18n'
import { useScreenWidth } from './screen.ts'
import { DAY, SHOWN_DAY } from './shown-day.ts'

/** What a form's item says of its field. */
type Said = Pick<AriaAttributes, 'aria-required' | 'aria-invalid' | 'aria-describedby'>

export interface DateFieldProps extends Said {
  /** Where no label stands beside it. */
  readonly label?: string
  /** Given by the form's item that it stands in. */
  readonly id?: string
  /** `YYYY-MM-DD`; empty or absent: none is chosen. */
  readonly value?: string | undefined
  readonly onChange?: (day: string | undefined) => void
  /** The last day that can be chosen, `YYYY-MM-DD`. */
  readonly last?: string
  /** A chosen day can be taken away again. */
  readonly optional?: boolean
}

/** One day, in the company's calendar: no time of day, no zone. */
export function DateField({ label, id, value, onChange, last, optional = false, ...said }: DateFieldProps) {
  const { locale } = useFormats()
  const isPhone = useScreenWidth() === 'phone'
  return (
    <DatePicker
      className="date-field"
      classNames={{ popup: { root: 'date-field-popup' } }}
      {...said}
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      format={SHOWN_DAY[locale]}
      value={value ? dayjs(value) : null}
      allowClear={optional}
      {...(last === undefined ? {} : { maxDate: dayjs(last) })}
      // On a phone the days are touched; a keyboard would hide them.
      inputReadOnly={isPhone}
      onChange={(day) => onChange?.(day?.format(DAY))}
    />
  )
}
