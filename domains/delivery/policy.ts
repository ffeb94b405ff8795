import { allow, policy } from '#engine/identity'

const READERS = ['agent', 'supervisor', 'dispatcher', 'technician', 'finance']

export const deliveryPolicy = policy('delivery', [
  allow('service_manager', 'project.read', 'project.edit', 'assessment.read', 'assessment.edit'),
  ...READERS.map((role) => allow(role, 'project.read', 'assessment.read')),
  allow('customer', 'project.read', 'assessment.read').ofOwnCustomer(),
])
