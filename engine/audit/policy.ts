import type { Sentence } from '#engine/identity'

/** Identity writes into the trail, so the trail knows identity's words only by type. */
export const auditSentences: readonly Sentence[] = [
  { role: 'administrator', acts: ['audit.read'], ownCustomerOnly: false },
]
