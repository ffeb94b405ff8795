import { useMemo } from 'react'
import { useText } from '#kit/i18n'
import { PlaceMap, type Place } from '#kit/map'
import { Chip, Shape, type ShapeName, type Tone } from '#kit/ui'
import type { TFunction } from 'i18next'
import type { Wall } from '../api.ts'

type State = Wall['technicians'][number]['state']

const LOOKS: Readonly<Record<State, { readonly shape: ShapeName; readonly tone: Tone }>> = {
  free: { shape: 'free', tone: 'ok' },
  driving: { shape: 'driving', tone: 'accent' },
  on_site: { shape: 'onsite', tone: 'neutral' },
}
const STATES = ['free', 'driving', 'on_site'] as const

/** Technicians and the places that wait for them; a place that is late draws attention. */
export function FieldMap({ wall: { technicians, places } }: { wall: Wall }) {
  const t = useText('flows')
  const shown = useMemo(() => placesOf(technicians, places, t), [technicians, places, t])
  const late = places.filter((place) => place.late).length
  return (
    <section className="wall-box wall-map">
      <header className="wall-map-head">
        <h2>{t('map.title')}</h2>
        <Chip>{t('map.technicians', { count: technicians.length })}</Chip>
        {late > 0 && (
          <Chip tone="bad" shape="late">
            {t('map.late', { count: late })}
          </Chip>
        )}
      </header>
      <PlaceMap label={t('map.title')} places={shown} />
      <ul className="wall-legend s t2">
        {STATES.map((state) => (
          <li key={state}>
            <span className={LOOKS[state].tone}>
              <Shape name={LOOKS[state].shape} size={14} />
            </span>{' '}
            {t(`map.${state}`, { count: technicians.filter((each) => each.state === state).length })}
            {state === 'driving' && technicians.some(({ estimated }) => estimated) && ` (${t('map.estimatedNote')})`}
          </li>
        ))}
        <li>
          <Shape name="new" size={14} /> {t('map.waiting', { count: places.length })}
        </li>
      </ul>
    </section>
  )
}

function placesOf(technicians: Wall['technicians'], places: Wall['places'], t: TFunction): Place[] {
  return [
    ...places.map(({ visitId, number, longitude, latitude, late }): Place => ({
      id: visitId,
      name: number,
      at: [longitude, latitude],
      ...(late ? { shape: 'late', tone: 'bad', alert: true, detail: t('map.isLate') } : { shape: 'new' }),
    })),
    ...technicians.map(({ technicianId, name, state, estimated, longitude, latitude }): Place => ({
      id: technicianId,
      name,
      detail: estimated ? t('map.estimated', { state: t(`map.is.${state}`) }) : t(`map.is.${state}`),
      at: [longitude, latitude],
      ...LOOKS[state],
    })),
  ]
}
