import type { Problem } from '#engine/kernel'
import { ONE } from '../../pricing/exact.ts'
import type { LocalDate } from '../periods.ts'
import { exactly } from '../proration.ts'
import type { Action, Agreement } from '../scenario/scenario.ts'
import { openBook, type Book, type Outcome, type Running } from './book.ts'
import { addDevice, buyOutDevice, loseDevice, refreshDevice, returnDevice, swapDevice } from './device.ts'
import { change, changeQuantity, endTerm, pause, resume, subscribe, terminate } from './subscription.ts'

/**
 * What the actions known on a date come to, with what was scheduled for days up to it. The replay always begins at
 * the first action, so an action that is entered late is simply there, in its place.
 */
export function replay(agreement: Agreement, knownOn: LocalDate): { book: Book; problems: Problem[] } {
  const book = openBook(agreement)
  const problems: Problem[] = []
  for (const action of agreement.actions) {
    if (action.knownOn > knownOn) continue
    passTo(book, action.on)
    const refused = act(book, action)
    if (refused !== undefined) problems.push({ path: action.place, message: refused })
  }
  passTo(book, knownOn)
  return { book, problems }
}

/** Does what becomes due by itself up to and on a date, in the order of the dates. */
function passTo(book: Book, date: LocalDate): void {
  for (const running of book.running.values()) {
    for (let next = nextOf(running); next && next.on <= date; next = nextOf(running)) next.run(book)
  }
}

function nextOf(running: Running): { on: LocalDate; run(book: Book): void } | undefined {
  const { termEnd, endsOn } = running
  const [waiting] = running.scheduled.toSorted((a, b) => (a.on < b.on ? -1 : 1))
  if (termEnd !== undefined && endsOn === undefined && !(waiting && waiting.on < termEnd)) {
    return { on: termEnd, run: (book) => endTerm(book, running, termEnd) }
  }
  if (!waiting) return undefined
  const run = (book: Book): void => {
    running.scheduled = running.scheduled.filter((other) => other !== waiting)
    act(book, waiting)
  }
  return { on: waiting.on, run }
}

function act(book: Book, action: Action): Outcome {
  switch (action.do) {
    case 'subscribe':
      return subscribe(book, action)
    case 'change':
      return change(book, action)
    case 'setQuantity':
      return changeQuantity(book, action)
    case 'pause':
      return pause(book, action)
    case 'resume':
      return resume(book, action)
    case 'terminate':
      return terminate(book, action)
    case 'addDevice':
      return addDevice(book, action)
    case 'swapDevice':
      return swapDevice(book, action)
    case 'refreshDevice':
      return refreshDevice(book, action)
    case 'returnDevice':
      return returnDevice(book, action)
    case 'buyOutDevice':
      return buyOutDevice(book, action)
    case 'loseDevice':
      return loseDevice(book, action)
    case 'charge':
      return chargeOnce(book, action)
    case 'applyCoupon':
      return applyCoupon(book, action)
    default:
      // A credit and a top-up change nothing that was agreed; they act on the documents.
      return undefined
  }
}

function chargeOnce(book: Book, action: Extract<Action, { do: 'charge' }>): Outcome {
  const { id, on, subscription, code, name, taxes, price, quantity = ONE } = action
  const exact = exactly(price * quantity)
  book.fees.push({ id, on, subscription, code, name, taxes, kind: 'sale', exact, quantity, spans: [id], devices: [] })
  return undefined
}

function applyCoupon(book: Book, { id, on, coupon, subscription }: Extract<Action, { do: 'applyCoupon' }>): Outcome {
  book.coupons.push({ id, coupon, on, subscription })
  return undefined
}
