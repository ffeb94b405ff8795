import { useMemo } from 'react'
import { useFormats, useText, type Formats } from '#kit/i18n'
import { PlaceMap, type Place, type Position, type RouteLine } from '#kit/map'
import type { ShapeName, Tone } from '#kit/ui'
import type { TFunction } from 'i18next'
import type { Board, Lane } from '../api.ts'
import type { Bar, Look } from './board-model.ts'
import type { BoardState } from './use-board.ts'

const MARKS: Readonly<Record<Look, { readonly shape: ShapeName; readonly tone: Tone }>> = {
  done: { shape: 'done', tone: 'neutral' },
  running: { shape: 'half', tone: 'ok' },
  sure: { shape: 'open', tone: 'accent' },
  draft: { shape: 'new', tone: 'accent' },
  late: { shape: 'late', tone: 'bad' },
}

/** Visits, technicians and stores of the day; the ways between them as the crow flies. */
export function BoardMap({ state }: { state: BoardState }) {
  const t = useText('field')
  const formats = useFormats()
  const { board, bars, selected, technician, select, selectTechnician } = state
  const whose = technician || bars.find(({ visit }) => visit.visitId === selected)?.technicianId || ''
  const places = useMemo(() => (board ? placesOf(board, bars, t, formats) : []), [board, bars, t, formats])
  const routes = useMemo(() => (board?.lanes ?? []).flatMap((lane) => routeOf(lane, bars, whose)), [board, bars, whose])
  const choose = (id: string) => {
    const [kind, own] = id.split(':') as [string, string]
    if (kind === 'visit') select(own)
    if (kind === 'technician') selectTechnician(own)
  }
  if (!board) return null
  return (
    <PlaceMap
      label={t('board.map')}
      places={places}
      routes={routes}
      selected={technician ? `technician:${technician}` : `visit:${selected}`}
      onSelect={choose}
    />
  )
}

function placesOf({ lanes, visits, locations }: Board, bars: readonly Bar[], t: TFunction, formats: Formats): Place[] {
  const stores = locations.flatMap(({ locationId, name, longitude, latitude }): Place[] =>
    longitude === null || latitude === null
      ? []
      : [{ id: `store:${locationId}`, name, detail: t('board.store'), at: [longitude, latitude], shape: 'onsite' }],
  )
  const waiting = visits
    .filter(({ visitId, state }) => state === 'requested' && !bars.some(({ visit }) => visit.visitId === visitId))
    .map((visit): Place => ({
      id: `visit:${visit.visitId}`,
      name: visit.number,
      detail: `${visit.subject} · ${t('state.requested')}`,
      at: [visit.longitude, visit.latitude],
      shape: 'new',
    }))
  const planned = bars.map(({ visit, look, startsAt }): Place => ({
    id: `visit:${visit.visitId}`,
    name: visit.number,
    detail: `${formats.time(startsAt)} ${visit.subject} · ${t(`look.${look}`)}`,
    at: [visit.longitude, visit.latitude],
    ...MARKS[look],
  }))
  return [...stores, ...waiting, ...planned, ...lanes.map((lane) => whereabouts(lane, bars, t))]
}

/** Where a technician is known to be: on site, on the way from the last place, else where the day begins. */
function whereabouts({ technicianId, name, longitude, latitude }: Lane, bars: readonly Bar[], t: TFunction): Place {
  const own = bars.filter((bar) => bar.technicianId === technicianId).map(({ visit }) => visit)
  const here = own.find(({ state }) => state === 'on_site')
  const travels = own.some(({ state }) => state === 'travelling')
  const last = here ?? own.findLast(({ state }) => state === 'completed')
  const doing = here ? 'onsite' : travels ? 'driving' : 'free'
  return {
    id: `technician:${technicianId}`,
    name,
    detail: t(`board.${doing}`),
    at: last ? [last.longitude, last.latitude] : [longitude, latitude],
    shape: doing,
    tone: 'accent',
  }
}

function routeOf({ technicianId, longitude, latitude }: Lane, bars: readonly Bar[], whose: string): RouteLine[] {
  const own = bars.filter((bar) => bar.technicianId === technicianId)
  const home: Position = [longitude, latitude]
  const stops = [home, ...own.map(({ visit }): Position => [visit.longitude, visit.latitude])]
  const tone: Tone = whose === technicianId ? 'accent' : 'neutral'
  if (whose !== '' && tone === 'neutral') return []
  return own.map(({ visit, look }, index) => ({
    id: visit.visitId,
    path: [stops[index]!, stops[index + 1]!],
    tone,
    dashed: look === 'draft',
  }))
}
