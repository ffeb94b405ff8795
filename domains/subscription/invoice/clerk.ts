import type { Book } from './agreement/book.ts'
import type { Documents } from './document/draw-up.ts'
import type { UsageRating } from './due/usage.ts'
import type { Agreement } from './scenario/scenario.ts'
import type { Ledger } from './settle/ledger.ts'

/** The state of one replay; nothing of it outlives `billAgreement`. */
export interface Clerk {
  readonly agreement: Agreement
  readonly rateUsage: UsageRating
  readonly ledger: Ledger
  readonly documents: Documents
  book: Book
}
