import { allow, type Sentence } from '#engine/identity'

export const webhookSentences: readonly Sentence[] = [allow('administrator', 'webhook.read', 'webhook.edit')]
