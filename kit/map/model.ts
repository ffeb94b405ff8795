import type { GeoJSONSourceSpecification } from 'maplibre-gl'
import type { ShapeName, Tone } from '#kit/ui'

/** Longitude, latitude (WGS 84). */
export type Position = readonly [lng: number, lat: number]

/** Something that stands on the map. Its state is its shape: circle free, arrow driving, square on site. */
export interface Place {
  readonly id: string
  readonly name: string
  /** A second line in the list: where to, since when. */
  readonly detail?: string
  readonly at: Position
  readonly shape: ShapeName
  readonly tone?: Tone
  /** Degrees from north, for an arrow. */
  readonly heading?: number
  /** Draws attention: a ring around it and its name beside it. */
  readonly alert?: boolean
  /** Its name stands beside it; for a map of few places. */
  readonly named?: boolean
}

export interface RouteLine {
  readonly id: string
  readonly path: readonly Position[]
  readonly tone?: Tone
  /** A plan that is not yet real. */
  readonly dashed?: boolean
}

/** GeoJSON as MapLibre takes it, without the address of a file. */
export type GeoJsonData = Exclude<GeoJSONSourceSpecification['data'], string>

/** The ground below, as GeoJSON; a map works without any of it. */
export interface MapGround {
  readonly water?: GeoJsonData
  readonly land?: GeoJsonData
  readonly parks?: GeoJsonData
  readonly roads?: GeoJsonData
  readonly areas?: GeoJsonData
  readonly names?: readonly { readonly name: string; readonly at: Position }[]
}

export interface PlaceMapProps {
  readonly label: string
  readonly places: readonly Place[]
  readonly routes?: readonly RouteLine[]
  readonly ground?: MapGround
  readonly selected?: string | undefined
  readonly onSelect?: (id: string) => void
  /** A position is chosen: by a click on the ground, or by dragging the selected place. */
  readonly onPlace?: (at: Position) => void
  /** South-west and north-east corner; without it everything that is shown. */
  readonly bounds?: readonly [Position, Position]
}

/** The smallest box around positions; undefined around nothing. */
export function boundsOf(positions: readonly Position[]): [Position, Position] | undefined {
  if (positions.length === 0) return undefined
  const [lngs, lats] = [positions.map(([lng]) => lng), positions.map(([, lat]) => lat)]
  return [
    [Math.min(...lngs), Math.min(...lats)],
    [Math.max(...lngs), Math.max(...lats)],
  ]
}
