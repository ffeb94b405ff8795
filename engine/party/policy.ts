import { allow, type Sentence } from '#engine/identity'

/** Who may read and change organisations, people and sites, for the policy of the engine. */
export const partyPolicySentences: readonly Sentence[] = [
  allow('agent', 'party.read', 'party.edit'),
  allow('supervisor', 'party.read', 'party.edit'),
  allow('dispatcher', 'party.read', 'party.edit'),
  allow('technician', 'party.read'),
  allow('service_manager', 'party.read', 'party.edit'),
  allow('finance', 'party.read'),
  allow('customer', 'party.read').ofOwnCustomer(),
]
