import { allow, policy } from '#engine/identity'

/** Who may read conversations, and so can be asked into one. */
export const READERS = ['agent', 'supervisor', 'service_manager', 'dispatcher', 'technician', 'administrator'] as const

const READ = ['read'] as const
const SERVE = ['serve', 'note', 'identify'] as const

export const conversationPolicy = policy('conversation', [
  allow('agent', ...READ, ...SERVE),
  allow('supervisor', ...READ, ...SERVE, 'supervise', 'follow-up', 'report.read', 'configure'),
  allow('service_manager', ...READ, 'note', 'follow-up', 'report.read'),
  // Colleagues of other departments are asked into a thread: they read and note.
  allow('dispatcher', ...READ, 'note'),
  allow('technician', ...READ, 'note'),
  allow('administrator', ...READ, ...SERVE, 'supervise', 'follow-up', 'report.read', 'configure'),
])
