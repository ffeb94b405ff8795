import type { Book } from './agreement/book.ts'
import type { Documents } from './document/draw-up.ts'
import type { EventLog } from './due/event-log.ts'
import type { UsageRating } from './due/usage.ts'
import type { LocalDate } from './periods.ts'
import type { Agreement } from './scenario/scenario.ts'
import type { Horizon } from './settle/horizon.ts'
import type { Ledger } from './settle/ledger.ts'

/** The state of one replay; nothing of it outlives `billAgreement`. */
export interface Clerk {
  readonly agreement: Agreement
  readonly log: EventLog
  readonly rateUsage: UsageRating
  readonly ledger: Ledger
  readonly horizon: Horizon
  readonly minimumHorizon: Horizon
  /** By minimum: the first day for which something was billed since it was last reckoned. */
  readonly touched: Map<string, LocalDate>
  readonly documents: Documents
  book: Book
}
