import { allow, policy } from '#engine/identity'

export const fleetPolicy = policy('fleet', [
  allow('agent', 'device.read'),
  allow('supervisor', 'device.read'),
  allow('dispatcher', 'device.read'),
  allow('technician', 'device.read'),
  allow('service_manager', 'device.read', 'device.edit', 'device.stage', 'unreadable.read', 'unreadable.dismiss'),
  allow('finance', 'device.read'),
  allow('customer', 'device.read').ofOwnCustomer(),
])
