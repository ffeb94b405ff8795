import { accountRoutes, accountSentences, accountTopics, listOidcOptions, oidcRoutes } from '#engine/accounts'
import type { Contribution } from '#engine/assembly'
import { audit } from '#engine/audit'
import type { Bus } from '#engine/events'
import type { Gate } from '#engine/http'
import {
  createApiKeys,
  createGate,
  createSecondFactor,
  createSessionCookies,
  createSessions,
  identityRoutes,
  openPolicyBook,
  policy,
  type PolicyBook,
} from '#engine/identity'
import type { Database, SecretBox } from '#engine/store'
import type { Config } from './config.ts'

export const DEMO_PASSWORD = 'facet-demo-2026'

export interface WiredIdentity {
  readonly gate: Gate
  readonly policies: PolicyBook
  readonly contribution: Contribution
}

interface IdentityWiring {
  readonly config: Config
  readonly database: Database
  readonly bus: Bus
  readonly secretBox: SecretBox
  readonly publicUrl: () => string
  /** Everybody else: their policies say which roles there are. */
  readonly contributions: readonly Contribution[]
}

/** Who may come in and what they may do then, once it is known what there is to do. */
export function wireIdentity({ config, database, bus, secretBox, publicUrl, contributions }: IdentityWiring) {
  const own = policy('engine', accountSentences)
  const policies = openPolicyBook([own, ...contributions.flatMap((each) => (each.policy ? [each.policy] : []))])
  const sessions = createSessions(database, bus)
  const keys = createApiKeys(database, bus, audit)
  const secondFactor = createSecondFactor(secretBox)
  const cookies = createSessionCookies({ database, sessions, record: audit, secureCookies: config.secureCookies })
  const sendsMail = config.smtp !== undefined
  const accounts = {
    database,
    sessions,
    cookies,
    policies,
    secondFactor,
    secretBox,
    publicUrl,
    sendsMail,
    allowPrivateAddresses: config.allowPrivateAddresses,
  }
  const otherWays = async () => {
    const providers = await listOidcOptions({ database })
    return { oidc: providers.map(({ providerId, label }) => ({ id: providerId, label })), resetByMail: sendsMail }
  }
  const identity = { database, sessions, cookies, keys, policies, secondFactor, otherWays, demoPassword: DEMO_PASSWORD }
  const contribution: Contribution = {
    name: 'identity',
    policy: own,
    routes: [identityRoutes(identity), accountRoutes(accounts)],
    rawRoutes: oidcRoutes(accounts, config.secureCookies),
    topics: accountTopics,
  }
  return { gate: createGate({ sessions, keys, policies }), policies, contribution } satisfies WiredIdentity
}
