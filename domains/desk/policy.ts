import type { Context } from '#engine/kernel'
import { allow, openPolicyBook, policy } from '#engine/identity'

/** What everybody of the company may do who may read incidents. */
const READ = ['incident.read', 'incident.attach', 'incident.watch'] as const
const WORK = ['incident.open', 'incident.work'] as const

export const deskPolicy = policy('desk', [
  allow('agent', ...READ, ...WORK, 'problem.read', 'indicator.read'),
  allow('supervisor', ...READ, ...WORK, 'problem.read', 'indicator.read', 'configure'),
  allow('dispatcher', ...READ, 'problem.read'),
  allow('technician', ...READ),
  allow(
    'service_manager',
    ...READ,
    ...WORK,
    'problem.read',
    'problem.work',
    'problem.attach',
    'indicator.read',
    'configure',
  ),
  allow('finance', ...READ),
  allow('customer', 'incident.read', 'incident.open', 'incident.attach').ofOwnCustomer(),
])

const book = openPolicyBook([deskPolicy])

export function mayWork({ actor }: Context, on: 'incident' | 'problem'): boolean {
  return book.isAllowed(actor.roles, `desk.${on}.work`)
}
