import type { TopicRule } from '#engine/live'

export const mailTopics: readonly TopicRule[] = [{ name: 'engine.mails', may: 'engine.mail.read' }]
