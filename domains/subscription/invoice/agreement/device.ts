import { ONE } from '../../pricing/exact.ts'
import { rate } from '../../pricing/rate/rate.ts'
import { addDays, addMonths, monthsBetween, type LocalDate } from '../periods.ts'
import type { FeeRule, Offer } from '../scenario/plan.ts'
import type { Action } from '../scenario/scenario.ts'
import { runningOn, type Book, type Device, type Outcome } from './book.ts'
import { feeOf } from './fee-rule.ts'
import { haltSpan, openSpan } from './span.ts'

type Of<K extends Action['do']> = Extract<Action, { do: K }>

export function addDevice(book: Book, { id, subscription, device, offer, on }: Of<'addDevice'>): Outcome {
  const running = runningOn(book, subscription, on)
  if (typeof running === 'string') return running
  if (book.devices.has(device)) return `device "${device}" is in use already`
  openDevice(book, { id, serial: device, offerCode: offer, subscription, on, anchor: running.cycle.anchor })
  return undefined
}

interface Opening {
  readonly id: string
  readonly serial: string
  readonly offerCode: string
  readonly subscription: string
  readonly on: LocalDate
  readonly anchor: LocalDate
}

/** The fee of a device is owed from its first day, on the dates of its subscription, to the end that the offer knows. */
function openDevice(book: Book, { id, serial, offerCode, subscription, on, anchor }: Opening): void {
  const offer = book.agreement.offers[offerCode]!
  const { name, price: pricing, timing, taxes, interval, termMonths } = offer
  const charge = { code: offerCode, name, taxes, pricing, timing, interval, proration: 'days' as const }
  const cycle = { anchor, interval }
  const span = openSpan(book, { id: `${id}:${serial}`, subscription, charge, cycle, quantity: ONE })
  const until = lastFeeOf(offer, on)
  span.steps.push({ by: id, from: on, quantity: ONE, ...(until === undefined ? {} : { to: until }) })
  span.devices.push(serial)
  const termEnd = addMonths(on, termMonths)
  book.devices.set(serial, { serial, offer, offerCode, subscription, span, startedOn: on, termEnd })
}

/** The first day that owes no fee any more, where the offer lets it end by itself. */
function lastFeeOf({ atTermEnd, termMonths }: Offer, start: LocalDate): LocalDate | undefined {
  if (atTermEnd === 'continue') return undefined
  return addMonths(start, termMonths + (atTermEnd === 'end' ? 0 : atTermEnd.ownAfterMonths))
}

/** A defective device is replaced in kind: the term and the fee go on under a new serial number. */
export function swapDevice(book: Book, { device: serial, by }: Of<'swapDevice'>): Outcome {
  const device = book.devices.get(serial)
  if (!device) return `device "${serial}" is not in use`
  if (book.devices.has(by)) return `device "${by}" is in use already`
  device.serial = by
  device.span.devices.push(by)
  book.devices.delete(serial)
  book.devices.set(by, device)
  return undefined
}

/** A new device with a new term takes over on the day; before the age of refresh that costs a fee. */
export function refreshDevice(book: Book, action: Of<'refreshDevice'>): Outcome {
  const { id, device: serial, by, on } = action
  const device = book.devices.get(serial)
  if (!device) return `device "${serial}" is not in use`
  if (book.devices.has(by)) return `device "${by}" is in use already`
  const { offer, startedOn, offerCode, subscription, span } = device
  const refreshable = monthsBetween(startedOn, on) >= (offer.refreshAfterMonths ?? offer.termMonths)
  const rule = offer.earlyRefresh ?? offer.earlyTermination
  if (!refreshable && rule) owe(book, device, { id, code: 'earlyRefresh', rule, on, endsOn: on })
  closeDevice(book, device, on)
  const { anchor } = span.cycle
  openDevice(book, { id, serial: by, offerCode: action.offer ?? offerCode, subscription, on, anchor })
  return undefined
}

/** Given back: before the end of the term that costs what the offer says. */
export function returnDevice(book: Book, { id, device: serial, on }: Of<'returnDevice'>): Outcome {
  const device = book.devices.get(serial)
  if (!device) return `device "${serial}" is not in use`
  endDevice(book, device, { id, lastDay: on, waiveFee: false })
  return undefined
}

export function buyOutDevice(book: Book, action: Of<'buyOutDevice'>): Outcome {
  return settleDevice(book, action, 'buyOut')
}

export function loseDevice(book: Book, action: Of<'loseDevice'>): Outcome {
  return settleDevice(book, action, 'loss')
}

/** A device that does not come back is paid for; its fee ends with the day. */
function settleDevice(
  book: Book,
  { id, device: serial, on }: Of<'buyOutDevice'> | Of<'loseDevice'>,
  code: 'buyOut' | 'loss',
): Outcome {
  const device = book.devices.get(serial)
  if (!device) return `device "${serial}" is not in use`
  const rule = device.offer[code]
  if (!rule) return `the offer "${device.offerCode}" has no rule for ${code}`
  const endsOn = addDays(on, 1)
  owe(book, device, { id, code, rule, on, endsOn })
  closeDevice(book, device, endsOn)
  return undefined
}

interface DeviceEnding {
  readonly id: string
  readonly lastDay: LocalDate
  readonly waiveFee: boolean
}

export function endDevicesOf(book: Book, subscription: string, ending: DeviceEnding): void {
  for (const device of book.devices.values()) {
    if (device.subscription === subscription) endDevice(book, device, ending)
  }
}

function endDevice(book: Book, device: Device, { id, lastDay, waiveFee }: DeviceEnding): void {
  const endsOn = addDays(lastDay, 1)
  const rule = device.offer.earlyTermination
  if (rule && endsOn < device.termEnd && !waiveFee) {
    owe(book, device, { id, code: 'earlyTermination', rule, on: lastDay, endsOn })
  }
  closeDevice(book, device, endsOn)
}

function closeDevice(book: Book, { span, serial }: Device, endsOn: LocalDate): void {
  haltSpan(span, endsOn)
  span.endsOn = endsOn
  book.devices.delete(serial)
}

interface Owed {
  readonly id: string
  readonly code: string
  readonly rule: FeeRule
  readonly on: LocalDate
  readonly endsOn: LocalDate
}

function owe(book: Book, device: Device, { id, code, rule, on, endsOn }: Owed): void {
  const { offer, span, serial, startedOn, termEnd, subscription } = device
  const fees = [{ amount: rate(offer.price, { quantity: ONE }).amount, cycle: span.cycle }]
  // A list price is kept like a price for one; a fee counts in amounts.
  const listPrice = offer.listPrice === undefined ? undefined : offer.listPrice * ONE
  const exact = feeOf(rule, { startedOn, endsOn, termEnd, fees, listPrice })
  const fee = { id: `${id}:${serial}:${code}`, on, subscription, code, taxes: offer.taxes, exact }
  book.fees.push({ ...fee, kind: 'fee', spans: [span.id], devices: [serial] })
}
