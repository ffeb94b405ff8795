import { allow, type Sentence } from '#engine/identity'

export const articleSentences: readonly Sentence[] = [
  allow('agent', 'articles.read', 'articles.edit'),
  allow('supervisor', 'articles.read', 'articles.edit', 'articles.publish'),
  allow('service_manager', 'articles.read', 'articles.edit', 'articles.publish'),
  allow('dispatcher', 'articles.read'),
  allow('technician', 'articles.read', 'articles.edit'),
  allow('finance', 'articles.read'),
  allow('customer', 'articles.read').ofOwnCustomer(),
]
