import { allow, type Sentence } from '#engine/identity'

const STAFF = ['agent', 'supervisor', 'dispatcher', 'technician', 'service_manager', 'finance']

export const fileSentences: readonly Sentence[] = [
  ...STAFF.map((role) => allow(role, 'files.read', 'files.upload')),
  allow('customer', 'files.read', 'files.upload').ofOwnCustomer(),
]
