/** Accounts: letting people in, keeping them, and what everybody does with their own. Stands on identity. */
export { accountTopics, userChanged } from './events.ts'
export { accountRefusals } from './errors.ts'
export { listOptions as listOidcOptions } from './oidc/providers.ts'
export { oidcRoutes } from './oidc/routes.ts'
export type { AccountParts } from './parts.ts'
export { accountSentences } from './policy.ts'
export { accountRoutes } from './routes.ts'
