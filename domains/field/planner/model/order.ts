import type { Problem } from '../input/schema.ts'
import type { OrderModel } from './model.ts'

/** Sync groups and precedence; undefined when the problem has neither. */
export function compileOrder({ jobs }: Problem): OrderModel | undefined {
  if (!jobs.some((job) => job['facet:group'] ?? job['facet:after']?.length)) return undefined
  const taskOf = new Map(jobs.map(({ id }, task) => [id, task]))
  const first = new Map<string, number>()
  jobs.forEach(({ 'facet:group': group }, task) => {
    if (group && !first.has(group)) first.set(group, task)
  })
  const groupOf = Int32Array.from(jobs, ({ 'facet:group': group }) => (group ? first.get(group)! : -1))
  const members = new Map<number, number[]>()
  groupOf.forEach((lead, task) => {
    if (lead >= 0) members.set(lead, [...(members.get(lead) ?? []), task])
  })
  const before = new Map<number, { task: number; lag: number }[]>()
  const after = new Map<number, { task: number; lag: number }[]>()
  jobs.forEach(({ 'facet:after': waits = [] }, task) => {
    for (const { id, lag } of waits) {
      const earlier = taskOf.get(id)!
      before.set(task, [...(before.get(task) ?? []), { task: earlier, lag }])
      after.set(earlier, [...(after.get(earlier) ?? []), { task, lag }])
    }
  })
  return { groupOf, members, before, after, leadsBefore: leadsBefore(groupOf, members, before) }
}

/** By lead of a request: the leads of the requests that must be done before it. */
function leadsBefore(
  groupOf: Int32Array,
  members: OrderModel['members'],
  before: OrderModel['before'],
): OrderModel['leadsBefore'] {
  const leadOf = (task: number): number => (groupOf[task]! >= 0 ? groupOf[task]! : task)
  const leads = new Map<number, number[]>()
  for (const [task, waits] of before) {
    const lead = leadOf(task)
    leads.set(lead, [...(leads.get(lead) ?? []), ...waits.map((wait) => leadOf(wait.task))])
  }
  return leads
}
