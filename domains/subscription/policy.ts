import { allow, policy } from '#engine/identity'

export const subscriptionPolicy = policy('subscription', [
  allow('finance', 'agreement.read', 'agreement.edit', 'invoice.read', 'invoice.run', 'invoice.pay', 'usage.record'),
  allow('service_manager', 'agreement.read', 'agreement.edit', 'invoice.read'),
  allow('supervisor', 'agreement.read'),
  allow('agent', 'agreement.read'),
  allow('dispatcher', 'agreement.read'),
  allow('customer', 'agreement.read', 'invoice.read').ofOwnCustomer(),
])
