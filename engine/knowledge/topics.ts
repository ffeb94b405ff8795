import type { TopicRule } from '#engine/live'

export const articleTopics: readonly TopicRule[] = [
  { name: 'engine.articles', may: 'engine.articles.read' },
  { name: 'article', may: 'engine.articles.read' },
]
