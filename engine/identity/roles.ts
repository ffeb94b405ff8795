import { identityRefusals } from './errors.ts'
import type { PolicyBook } from './policy.ts'

/**
 * Only roles that a policy knows are given out, and those that speak for a customer only together with one. Whoever
 * already `had` a role may keep it: the pack that brought it may have been taken away.
 */
export function assertRoles(
  policies: PolicyBook,
  roles: readonly string[],
  customerId: string | null | undefined,
  had: readonly string[] = [],
): void {
  const unknown = roles.filter((role) => !policies.roles.includes(role) && !had.includes(role))
  if (unknown.length > 0) {
    const problems = unknown.map((role) => ({ path: `/roles/${roles.indexOf(role)}`, message: 'is no role' }))
    throw identityRefusals.unknownRole({ role: unknown.join(', ') }, problems)
  }
  const lonely = roles.find((role) => policies.needsCustomer([role]))
  if (lonely !== undefined && (customerId === null || customerId === undefined)) {
    throw identityRefusals.customerNeeded({ role: lonely }, [{ path: '/customerId', message: 'is needed' }])
  }
}
