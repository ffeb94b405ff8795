import { allow, policy } from '#engine/identity'

export const deskPolicy = policy('desk', [
  allow('agent', 'incident.read', 'incident.open', 'incident.work', 'problem.read', 'indicator.read'),
  allow('supervisor', 'incident.read', 'incident.open', 'incident.work', 'problem.read', 'indicator.read'),
  allow('dispatcher', 'incident.read', 'problem.read'),
  allow('technician', 'incident.read'),
  allow(
    'service_manager',
    'incident.read',
    'incident.open',
    'incident.work',
    'problem.read',
    'problem.work',
    'indicator.read',
  ),
  allow('finance', 'incident.read'),
  allow('customer', 'incident.read', 'incident.open').ofOwnCustomer(),
])
