/** Who somebody is and what they may do. */
export { createTeam, createUser, findUser, listUsers, type NewUser, type UserAccount } from './accounts.ts'
export { createApiKeys, type ApiKey, type ApiKeys, type NewApiKey } from './api-keys.ts'
export { createGate, SESSION_COOKIE } from './gate.ts'
export { identityRoutes, type IdentityParts } from './identity-routes.ts'
export { hashPassword, PASSWORD_LENGTH_MIN } from './password.ts'
export { ADMINISTRATOR, allow, openPolicyBook, policy, type Policy, type PolicyBook, type Sentence } from './policy.ts'
export { createSessions, type Sessions } from './sessions.ts'
export { signIn, type CheckCode, type SignIn } from './sign-in.ts'
