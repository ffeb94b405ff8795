import type { Fee } from '../agreement/book.ts'
import { addDays } from '../periods.ts'
import type { Due } from './due.ts'

/** A fee is owed on its day. */
export function feeDue({ id, on, exact, quantity, ...fee }: Fee): Due {
  return {
    ...fee,
    key: id,
    source: id,
    range: { start: on, end: addDays(on, 1) },
    of: 1,
    dueOn: on,
    owed: { exact, quantity },
    events: [],
  }
}
