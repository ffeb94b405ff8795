import type { PolicyBook, SecondFactor, SessionCookies, Sessions } from '#engine/identity'
import type { Database, SecretBox } from '#engine/store'

/** What accounts are given by the app. */
export interface AccountParts {
  readonly database: Database
  readonly sessions: Sessions
  readonly cookies: SessionCookies
  readonly policies: PolicyBook
  readonly secondFactor: SecondFactor
  readonly secretBox: SecretBox
  /** The address that browsers use. */
  readonly publicUrl: () => string
  /** False where no mail server is set: links are then shown to the administrator. */
  readonly sendsMail: boolean
  /** OpenID providers may stand in our own network and speak plain HTTP. */
  readonly allowPrivateAddresses: boolean
}
