import { allow, policy } from '#engine/identity'

export const fieldPolicy = policy('field', [
  allow('agent', 'visit.read', 'visit.request', 'visit.cancel', 'stock.read'),
  allow('supervisor', 'visit.read', 'visit.request', 'visit.cancel', 'stock.read'),
  allow(
    'dispatcher',
    'visit.read',
    'visit.request',
    'visit.lock',
    'visit.cancel',
    'plan.make',
    'plan.publish',
    'stock.read',
    'stock.edit',
  ),
  allow('technician', 'visit.read', 'visit.do', 'stock.read'),
  allow('service_manager', 'visit.read', 'visit.request', 'visit.cancel', 'stock.read'),
  allow('finance', 'visit.read', 'stock.read'),
])
