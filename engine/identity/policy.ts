/**
 * Who may do what, as sentences beside the domain they are about:
 *
 *   export const deskPolicy = policy('desk', [
 *     allow('agent', 'incident.read', 'incident.open', 'incident.work'),
 *     allow('customer', 'incident.read', 'incident.open').ofOwnCustomer(),
 *   ])
 *
 * A route names one permission (`desk.incident.open`). Nothing is allowed that no sentence allows.
 */

export interface Sentence {
  readonly role: string
  readonly acts: readonly string[]
  /** The rows are limited to the customer that the user belongs to; the service reads `context.actor.customerId`. */
  readonly ownCustomerOnly: boolean
}

export interface SentenceDraft extends Sentence {
  ofOwnCustomer(): Sentence
}

export interface Policy {
  readonly domain: string
  readonly sentences: readonly Sentence[]
}

/** May do everything in its tenant; the only role that the engine itself knows besides `system`. */
export const ADMINISTRATOR = 'administrator'

export function allow(role: string, ...acts: string[]): SentenceDraft {
  const sentence = { role, acts, ownCustomerOnly: false }
  return { ...sentence, ofOwnCustomer: () => ({ ...sentence, ownCustomerOnly: true }) }
}

export function policy(domain: string, sentences: readonly Sentence[]): Policy {
  return { domain, sentences }
}

/** All policies of the installation, answered by role. */
export interface PolicyBook {
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  isAllowed(roles: readonly string[], permission: string): boolean
  permissionsOf(roles: readonly string[]): string[]
  /** Whether one of the roles speaks only for the user's own customer, and so makes no sense without one. */
  needsCustomer(roles: readonly string[]): boolean
}

export function openPolicyBook(policies: readonly Policy[]): PolicyBook {
  const byRole = new Map<string, Set<string>>()
  const all = new Set<string>()
  const ofCustomer = new Set<string>()
  for (const { domain, sentences } of policies) {
    for (const { role, acts, ownCustomerOnly } of sentences) {
      if (ownCustomerOnly) ofCustomer.add(role)
      const granted = byRole.get(role) ?? new Set()
      for (const act of acts) granted.add(`${domain}.${act}`)
      byRole.set(role, granted)
      for (const act of acts) all.add(`${domain}.${act}`)
    }
  }
  const isAll = (roles: readonly string[]): boolean => roles.includes(ADMINISTRATOR) || roles.includes('system')
  return {
    roles: [...new Set([ADMINISTRATOR, ...byRole.keys()])],
    permissions: [...all],
    isAllowed: (roles, permission) => isAll(roles) || roles.some((role) => byRole.get(role)?.has(permission)),
    permissionsOf: (roles) =>
      isAll(roles) ? [...all] : [...new Set(roles.flatMap((role) => [...(byRole.get(role) ?? [])]))],
    needsCustomer: (roles) => roles.some((role) => ofCustomer.has(role)),
  }
}
