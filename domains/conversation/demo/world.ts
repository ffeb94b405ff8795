import type { Context, Locale } from '#engine/kernel'
import type { Database } from '#engine/store'

/** The company that conversations are told about; made by the app, which knows everybody. */
export interface ConversationWorld {
  readonly seed: number
  /** Conversations are spread over this time; some are still open at its end. RFC 3339. */
  readonly from: string
  readonly to: string
  /** IANA zone of the working day. */
  readonly zone: string
  /** Mean of a working day; a third of it at weekends. */
  readonly perDay: number
  readonly channels: readonly { readonly channelId: string; readonly kind: string; readonly weight: number }[]
  readonly queues: readonly { readonly queueId: string; readonly teamId: string | null }[]
  /** Users who are agents already; the first one has the fullest desk. */
  readonly agents: readonly { readonly agentId: string; readonly name: string }[]
  /** Who reads what was talked, and speaks to those who were not satisfied. Two of them. */
  readonly supervisors: readonly { readonly userId: string; readonly name: string }[]
  readonly people: readonly DemoPerson[]
  /** Articles that the bot quotes; without any it quotes the titles of its topics. */
  readonly articles?: readonly { readonly articleId: string; readonly title: string }[]
  /** How many are open at the end. */
  readonly open: { readonly active: number; readonly waiting: number; readonly withBot: number }
}

export interface DemoPerson {
  readonly personId: string
  readonly customerId: string
  readonly name: string
  readonly locale: Locale
  readonly phone: string
  readonly vip?: boolean
}

export interface DemoParts {
  readonly database: Database
  readonly context: Context
}
