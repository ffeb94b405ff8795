import { Kind, type Model } from '../model/model.ts'

/** Load on leaving the start and every node: deliveries are on board from the start, pickups until the end. */
export function loadsOf(model: Model, nodes: readonly number[]): number[][] {
  const tasks = nodes.filter((node) => node < model.tasks)
  const { dimensions, delivery, pickup, kind } = model
  const each = Array.from({ length: dimensions }, (_, d) => d)
  const at = (table: Int32Array, node: number, d: number) => (node < model.tasks ? table[node * dimensions + d]! : 0)
  // What a shipment delivers is picked up on the way and not on board at the start.
  const first = each.map((d) =>
    tasks.reduce((sum, task) => sum + (kind[task] === Kind.delivery ? 0 : at(delivery, task, d)), 0),
  )
  const loads = [first]
  for (const node of nodes) {
    const before = loads.at(-1)!
    loads.push(before.map((load, d) => load - at(delivery, node, d) + at(pickup, node, d)))
  }
  return loads
}
