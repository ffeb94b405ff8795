import { useMemo } from 'react'
import { useGo } from '#kit/data'
import { useFormats, useLocalName, useText } from '#kit/i18n'
import { PlaceMap, type Place } from '#kit/map'
import { atLeast, EmptyState, useScreenWidth } from '#kit/ui'
import { shapeOf } from '../visit/marks.tsx'
import { DayPanes } from './day-panes.tsx'
import { useMyDay, type MyDayState } from './use-my-day.ts'

/** The technician's day; beside the list, where there is room, the places on a map. */
export function MyDay() {
  const t = useText('field')
  const day = useMyDay()
  const roomy = atLeast(useScreenWidth(), 'medium')
  return (
    <DayPanes day={day} bar={<h2>{t('day.places')}</h2>}>
      {roomy && (day.visits?.length ?? 0) > 0 ? <DayMap day={day} /> : <EmptyState title={t('day.choose')} />}
    </DayPanes>
  )
}

function DayMap({ day: { visits } }: { day: MyDayState }) {
  const t = useText('field')
  const nameOf = useLocalName()
  const formats = useFormats()
  const go = useGo()
  const places = useMemo(
    () =>
      (visits ?? []).map(({ visitId, subject, siteName, siteAlias, startsAt, state, longitude, latitude }): Place => ({
        id: visitId,
        name: nameOf(siteName, siteAlias) ?? subject,
        detail: `${formats.time(startsAt)} ${subject} · ${t(`state.${state}`)}`,
        at: [longitude, latitude],
        shape: shapeOf(state),
        tone: state === 'completed' ? 'ok' : 'accent',
      })),
    [visits, formats, nameOf, t],
  )
  const routes = useMemo(() => (places.length > 1 ? [{ id: 'day', path: places.map(({ at }) => at) }] : []), [places])
  return (
    <PlaceMap label={t('day.places')} places={places} routes={routes} onSelect={(id) => go(`/field/my-day/${id}`)} />
  )
}
