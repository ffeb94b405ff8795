import { FAR, type LonLat, type Problem } from '../input/schema.ts'
import { Kind } from './model.ts'
import type { Task } from './requests.ts'

/** Everything that can stand in a lane, one after the other: tasks, breaks by vehicle, stops by vehicle and store. */
export interface Nodes {
  readonly count: number
  readonly breaks: number
  readonly breakBase: number
  readonly stopBase: number
  readonly kind: Uint8Array
  readonly place: Int32Array
  readonly open: Int32Array
  readonly close: Int32Array
  readonly windowAt: Int32Array
  readonly windows: Int32Array
  readonly service: Int32Array
  readonly setup: Int32Array
  readonly typeOf: Int32Array
}

interface Node {
  readonly kind: number
  readonly place: number
  readonly windows: readonly (readonly [number, number])[] | undefined
  readonly service: (type: string | undefined) => number
  readonly setup: (type: string | undefined) => number
}

export function compileNodes(
  problem: Problem,
  tasks: readonly Task[],
  placeOf: (location: LonLat | undefined, index: number | undefined) => number,
  origin: number,
): Nodes {
  const { vehicles, 'facet:stores': stores } = problem
  const breaks = vehicles.flatMap((vehicle) => vehicle.breaks.map((pause) => timed(Kind.break, 0, pause)))
  const stops = vehicles.flatMap(() =>
    stores.flatMap((store) => {
      const place = placeOf(store.location, store.location_index)
      return [timed(Kind.collect, place, store), timed(Kind.return, place, store)]
    }),
  )
  const visits = tasks.map(({ kind, source }): Node => ({
    kind,
    place: placeOf(source.location, source.location_index),
    windows: source.time_windows,
    service: (type) => source.service_per_type?.[type ?? ''] ?? source.service,
    setup: (type) => source.setup_per_type?.[type ?? ''] ?? source.setup,
  }))
  const nodes = [...visits, ...breaks, ...stops]
  const types = typesOf(problem)
  const windows = nodes.map((node) => node.windows ?? [[origin, FAR] as const])
  let at = 0
  return {
    count: nodes.length,
    breaks: breaks.length,
    breakBase: visits.length,
    stopBase: visits.length + breaks.length,
    kind: Uint8Array.from(nodes, ({ kind }) => kind),
    place: Int32Array.from(nodes, ({ place }) => place),
    open: Int32Array.from(windows, (list) => list[0]![0] - origin),
    close: Int32Array.from(windows, (list) => list.at(-1)![1] - origin),
    windowAt: Int32Array.from([0, ...windows.map((list) => (at += 2 * list.length))]),
    windows: Int32Array.from(
      windows.flatMap((list) => list.flatMap(([from, until]) => [from - origin, until - origin])),
    ),
    service: Int32Array.from(types.flatMap((type) => nodes.map(({ service }) => service(type)))),
    setup: Int32Array.from(types.flatMap((type) => nodes.map(({ setup }) => setup(type)))),
    typeOf: Int32Array.from(vehicles, ({ type }) => Math.max(0, types.indexOf(type))),
  }
}

/** Vehicle types matter only where some task is quicker for one of them. */
function typesOf({ jobs, shipments, vehicles }: Problem): (string | undefined)[] {
  const tasks = [...jobs, ...shipments.flatMap(({ pickup, delivery }) => [pickup, delivery])]
  const matters = tasks.some(({ service_per_type, setup_per_type }) => service_per_type ?? setup_per_type)
  return matters ? [...new Set(vehicles.map(({ type }) => type))] : [undefined]
}

function timed(
  kind: number,
  place: number,
  source: { readonly time_windows?: Node['windows']; readonly service: number },
): Node {
  return { kind, place, windows: source.time_windows, service: () => source.service, setup: () => 0 }
}
