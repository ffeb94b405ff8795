import { FAR, type Problem, type Step } from '../input/schema.ts'
import type { StartPlan, StartStep } from './model.ts'
import type { Nodes } from './nodes.ts'
import type { Task } from './requests.ts'

/** The `steps` of the vehicles as nodes, with the times that a step insists on. */
export function compileStart(problem: Problem, tasks: readonly Task[], nodes: Nodes, origin: number): StartPlan {
  const taskOf = new Map(tasks.map(({ type, source }, task) => [`${type} ${source.id}`, task]))
  const storeOf = new Map(problem['facet:stores'].map(({ id }, s) => [id, s]))
  const stores = storeOf.size
  let firstBreak = nodes.breakBase
  const lanes = problem.vehicles.map(({ steps = [], breaks }, lane) => {
    const breakOf = new Map(breaks.map(({ id }, b) => [id, firstBreak + b]))
    firstBreak += breaks.length
    const nodeOf = ({ type, id }: Step): number => {
      if (type === 'break') return breakOf.get(id!)!
      if (type !== 'facet:collect' && type !== 'facet:return') return taskOf.get(`${type} ${id}`)!
      const stop = nodes.stopBase + (lane * stores + storeOf.get(id!)!) * 2
      return type === 'facet:collect' ? stop : stop + 1
    }
    return steps
      .filter(({ type }) => type !== 'start' && type !== 'end')
      .map((step) => startStep(step, nodeOf(step), origin))
  })
  return {
    lanes,
    frozen: Int32Array.from(problem.vehicles, (vehicle) => vehicle['facet:frozen']),
    now: (problem['facet:now'] ?? origin) - origin,
  }
}

function startStep({ service_at, service_after, service_before }: Step, node: number, origin: number): StartStep {
  return {
    node,
    from: (service_at ?? service_after ?? origin) - origin,
    until: (service_at ?? service_before ?? origin + FAR) - origin,
  }
}
