import type { GeoJsonData, Position } from '#kit/map'

/** Shenzhen drawn by hand, enough to place a city: a drawing of 720 × 400 laid over its longitudes and latitudes. */
const WEST = 113.82
const NORTH = 22.76
const EAST_PER_UNIT = 0.0007
const SOUTH_PER_UNIT = 0.00085

const COAST: readonly number[] = [
  -400, -400, 1200, -400, 1200, 250, 720, 262, 660, 258, 632, 276, 590, 262, 560, 286, 528, 272, 508, 300, 476, 306,
  440, 318, 404, 312, 372, 326, 330, 322, 300, 336, 268, 330, 246, 350, 222, 356, 196, 338, 182, 306, 160, 268, 132,
  240, 96, 214, 70, 176, 40, 150, 10, 120, -60, 60, -400, 40, -400, -400,
]
const SOUTH_SHORE: readonly number[] = [
  -400, 520, 60, 470, 180, 440, 300, 452, 380, 420, 470, 424, 560, 392, 640, 404, 760, 380, 1200, 372, 1200, 800, -400,
  800, -400, 520,
]
const PARKS: readonly (readonly number[])[] = [
  [300, 190, 330, 172, 360, 180, 380, 216, 350, 226, 318, 222, 300, 190],
  [470, 150, 512, 134, 548, 144, 556, 184, 520, 192, 476, 186, 470, 150],
  [228, 200, 248, 192, 262, 200, 262, 226, 242, 226, 228, 200],
]
const ROADS: readonly (readonly number[])[] = [
  [20, 40, 110, 140, 190, 230, 262, 262, 352, 276, 440, 268, 520, 236, 620, 214, 720, 200],
  [60, -20, 150, 110, 262, 190, 350, 214, 440, 202, 540, 160, 720, 90],
  [300, -20, 306, 130, 330, 214, 352, 276, 352, 316],
  [190, 230, 212, 300],
  [440, 202, 462, 268, 470, 300],
  [400, -20, 420, 90, 440, 202],
]

export const shenzhen: { land: GeoJsonData; parks: GeoJsonData; roads: GeoJsonData } = {
  land: collection('Polygon', [COAST, SOUTH_SHORE]),
  parks: collection('Polygon', PARKS),
  roads: collection('LineString', ROADS),
}

export const shenzhenNames: readonly { name: string; at: Position }[] = [
  { name: 'baoan', at: place(120, 150) },
  { name: 'guangming', at: place(150, 62) },
  { name: 'longhua', at: place(300, 130) },
  { name: 'nanshan', at: place(205, 262) },
  { name: 'futian', at: place(384, 252) },
  { name: 'luohu', at: place(462, 238) },
  { name: 'longgang', at: place(560, 110) },
  { name: 'yantian', at: place(610, 232) },
]

function place(x: number, y: number): [number, number] {
  return [WEST + x * EAST_PER_UNIT, NORTH - y * SOUTH_PER_UNIT]
}

function collection(type: 'Polygon' | 'LineString', shapes: readonly (readonly number[])[]): GeoJsonData {
  const features = shapes.map((shape) => {
    const line = shape.flatMap((x, index) => (index % 2 === 0 ? [place(x, shape[index + 1]!)] : []))
    return {
      type: 'Feature' as const,
      properties: {},
      geometry: { type, coordinates: type === 'Polygon' ? [line] : line },
    }
  })
  return { type: 'FeatureCollection', features } as GeoJsonData
}
