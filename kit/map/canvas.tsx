import {
  Map as MapLibre,
  Marker,
  setWorkerUrl,
  type LngLat,
  type MapMouseEvent,
  type PaddingOptions,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Shape, useMode } from '#kit/ui'
import { boundsOf, type Place, type PlaceMapProps, type Position } from './model.ts'
import { mapStyle } from './style.ts'

setWorkerUrl(workerUrl)

const NO_ROUTES: NonNullable<PlaceMapProps['routes']> = []
const NO_GROUND: NonNullable<PlaceMapProps['ground']> = {}

/** The only file that loads MapLibre. Markers are ordinary buttons that stand on it. */
export function MapCanvas(props: PlaceMapProps) {
  const { places, routes = NO_ROUTES, ground = NO_GROUND, selected, onSelect, onPlace } = props
  const { mode } = useMode()
  const element = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre>()
  const bounds = props.bounds ?? boundsOf([...places.map(({ at }) => at), ...routes.flatMap(({ path }) => path)])
  const first = useRef({ bounds, padding: paddingOf(places) })
  useEffect(() => {
    const made = new MapLibre({
      container: element.current!,
      style: { version: 8, sources: {}, layers: [] },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      ...(first.current.bounds && {
        bounds: corners(first.current.bounds),
        fitBoundsOptions: { padding: first.current.padding, maxZoom: 14 },
      }),
    })
    made.once('load', () => setMap(made))
    return () => made.remove()
  }, [])
  useEffect(() => {
    map?.setStyle(mapStyle(mode, ground, routes))
  }, [map, mode, ground, routes])
  useChosenGround(map, onPlace)
  return (
    <div ref={element} className={onPlace ? 'map-canvas placing' : 'map-canvas'}>
      {map &&
        ground.names?.map(({ name, at }) => (
          <OnMap key={name} map={map} at={at}>
            <span className="map-name">{name}</span>
          </OnMap>
        ))}
      {map &&
        places.map((place) => (
          <OnMap key={place.id} map={map} at={place.at} onMove={place.id === selected ? onPlace : undefined}>
            <PlaceButton place={place} selected={place.id === selected} onSelect={onSelect} />
          </OnMap>
        ))}
    </div>
  )
}

/** A click beside every place chooses a position. */
function useChosenGround(map: MapLibre | undefined, onPlace: PlaceMapProps['onPlace']): void {
  useEffect(() => {
    if (!map || !onPlace) return undefined
    const place = ({ lngLat, originalEvent }: MapMouseEvent) => {
      const onMarker = originalEvent.target instanceof Element && originalEvent.target.closest('.map-place')
      if (!onMarker) onPlace(positionOf(lngLat))
    }
    map.on('click', place)
    return () => void map.off('click', place)
  }, [map, onPlace])
}

interface OnMapProps {
  readonly map: MapLibre
  readonly at: Position
  /** Makes it draggable: where it was let go. */
  readonly onMove?: PlaceMapProps['onPlace']
  readonly children: ReactNode
}

/** Children at a position; they move with the map. */
function OnMap({ map, at, onMove, children }: OnMapProps) {
  const [element] = useState(() => document.createElement('div'))
  const marker = useRef<Marker>(undefined)
  const [lng, lat] = at
  useEffect(() => {
    const made = new Marker({ element }).setLngLat([0, 0]).addTo(map)
    marker.current = made
    return () => {
      made.remove()
    }
  }, [map, element])
  useEffect(() => {
    marker.current?.setLngLat([lng, lat])
  }, [map, lng, lat])
  useEffect(() => {
    const placed = marker.current
    placed?.setDraggable(onMove !== undefined)
    if (!placed || !onMove) return undefined
    const drop = () => onMove(positionOf(placed.getLngLat()))
    placed.on('dragend', drop)
    return () => void placed.off('dragend', drop)
  }, [map, onMove])
  return createPortal(children, element)
}

interface PlaceButtonProps {
  readonly place: Place
  readonly selected: boolean
  readonly onSelect: PlaceMapProps['onSelect']
}

function PlaceButton({ place, selected, onSelect }: PlaceButtonProps) {
  const { id, name, detail, shape, tone = 'neutral', heading = 0, alert = false, named = false } = place
  const looks = ['map-place', tone, alert && 'alert', selected && 'selected'].filter(Boolean).join(' ')
  return (
    <button
      type="button"
      className={looks}
      title={detail ? `${name} · ${detail}` : name}
      onClick={() => onSelect?.(id)}
    >
      <span className="map-shape" style={{ rotate: `${heading}deg` }}>
        <Shape name={shape} size={alert ? 22 : 18} />
      </span>
      <span className={alert || named || selected ? 'map-label' : 'visually-hidden'}>{name}</span>
    </button>
  )
}

function positionOf({ lng, lat }: LngLat): Position {
  return [rounded(lng), rounded(lat)]
}

/** Six decimals are a hand's breadth. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}

/** Room for the names beside places. */
function paddingOf(places: readonly Place[]): PaddingOptions {
  const aside = places.some(({ named }) => named) ? 120 : 48
  return { top: 48, bottom: 64, left: aside, right: aside }
}

function corners([[west, south], [east, north]]: readonly [Position, Position]): [number, number, number, number] {
  return [west, south, east, north]
}
