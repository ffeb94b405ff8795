import type { GeoJSONSourceSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { palette, type Mode, type Tone } from '#kit/ui'
import type { GeoJsonData, MapGround, RouteLine } from './model.ts'

type Colours = (typeof palette)[Mode]

const NOTHING: GeoJsonData = { type: 'FeatureCollection', features: [] }

/** A map that needs no network: the ground from GeoJSON in our colours, routes above it. */
export function mapStyle(mode: Mode, ground: MapGround, routes: readonly RouteLine[]): StyleSpecification {
  const c: Colours = palette[mode]
  const sources = {
    water: ground.water,
    land: ground.land,
    parks: ground.parks,
    roads: ground.roads,
    areas: ground.areas,
    routes: routesAsGeoJson(routes, c),
  }
  return {
    version: 8,
    sources: Object.fromEntries(Object.entries(sources).map(([name, data]) => [name, source(data)])),
    layers: layers(c, ground.land !== undefined),
  }
}

function source(data: GeoJsonData = NOTHING): GeoJSONSourceSpecification {
  return { type: 'geojson', data }
}

function layers(c: Colours, hasLand: boolean): LayerSpecification[] {
  const wide: LayerSpecification['paint'] = { 'line-color': c.road2, 'line-width': 7 }
  const narrow: LayerSpecification['paint'] = { 'line-color': c.road, 'line-width': 4.5 }
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': hasLand ? c.sea : c.land } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': c.land, 'fill-outline-color': c.road2 } },
    { id: 'parks', type: 'fill', source: 'parks', paint: { 'fill-color': c.park } },
    { id: 'water', type: 'fill', source: 'water', paint: { 'fill-color': c.sea } },
    { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': c.accent, 'fill-opacity': 0.08 } },
    { id: 'area-lines', type: 'line', source: 'areas', paint: { 'line-color': c.accent, 'line-opacity': 0.5 } },
    { id: 'road-edges', type: 'line', source: 'roads', layout: round, paint: wide },
    { id: 'roads', type: 'line', source: 'roads', layout: round, paint: narrow },
    routeLayer('routes', false),
    routeLayer('routes-dashed', true),
  ]
}

function routeLayer(id: string, dashed: boolean): LayerSpecification {
  return {
    id,
    type: 'line',
    source: 'routes',
    filter: ['==', ['get', 'dashed'], dashed],
    layout: { 'line-cap': dashed ? 'butt' : 'round', 'line-join': 'round' },
    paint: { 'line-color': ['get', 'colour'], 'line-width': 3, ...(dashed && { 'line-dasharray': [2, 1.5] }) },
  }
}

function routesAsGeoJson(routes: readonly RouteLine[], c: Colours): GeoJsonData {
  return {
    type: 'FeatureCollection',
    features: routes.map(({ id, path, tone = 'accent', dashed = false }) => ({
      type: 'Feature',
      id,
      properties: { colour: toneColour(tone, c), dashed },
      geometry: { type: 'LineString', coordinates: path.map(([lng, lat]) => [lng, lat]) },
    })),
  }
}

function toneColour(tone: Tone, c: Colours): string {
  return { neutral: c.text3, accent: c.c1, ok: c.okFill, warn: c.warnFill, bad: c.badFill }[tone]
}
