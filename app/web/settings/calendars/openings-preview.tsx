import { useDeferredValue } from 'react'
import { useQuery } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { ErrorNotice, ListSkeleton } from '#kit/ui'
import { calendarApi, type CalendarDefinition } from '../api.ts'

const SHOWN = 8

/** The next opening hours of a week that is being typed. */
export function OpeningsPreview({ definition }: { definition: CalendarDefinition | undefined }) {
  const t = useText('settings')
  const asked = useDeferredValue(definition)
  const body = { definition: asked ?? { tz: 'UTC', weekly: {}, holidays: [], overrides: {} }, count: SHOWN }
  const { data, error } = useQuery({
    ...calendarApi.query('previewCalendar', { body }),
    enabled: asked !== undefined,
    placeholderData: (before) => before,
    retry: false,
  })
  const formats = useFormats(asked?.tz)
  if (!asked) return <p className="t2">{t('calendars.previewWrong')}</p>
  if (error) return <ErrorNotice error={error} />
  if (!data) return <ListSkeleton />
  return (
    <dl className="openings">
      {data.openings.map(({ opensAt, closesAt }) => (
        <div key={opensAt}>
          <dt className="n">{formats.day(opensAt)}</dt>
          <dd className="n">{closesAt ? formats.timeRange(opensAt, closesAt) : t('calendars.always')}</dd>
        </div>
      ))}
    </dl>
  )
}
