import type { TopicRule } from '#engine/live'

export const webhookTopics: readonly TopicRule[] = [{ name: 'engine.webhooks', may: 'engine.webhook.read' }]
