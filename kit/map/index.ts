/** Maps that need no tile server: ground, routes and places from GeoJSON, and the same as a list. */
export {
  boundsOf,
  type GeoJsonData,
  type MapGround,
  type Place,
  type PlaceMapProps,
  type Position,
  type RouteLine,
} from './model.ts'
export { PlaceMap } from './place-map.tsx'
