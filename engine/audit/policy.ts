import { allow, type Sentence } from '#engine/identity'

export const auditSentences: readonly Sentence[] = [allow('administrator', 'audit.read')]
