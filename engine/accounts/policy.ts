import { allow, type Sentence } from '#engine/identity'

/** Who may see colleagues, and who may let them in. Everybody keeps their own account themselves. */
export const accountSentences: readonly Sentence[] = [
  allow('administrator', 'user.read', 'user.edit', 'team.read', 'team.edit', 'oidc.edit', 'api-key.edit'),
  allow('supervisor', 'user.read', 'team.read'),
  allow('service_manager', 'user.read', 'team.read'),
]
