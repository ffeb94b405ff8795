import type { LocalDate } from '../periods.ts'
import type { Book, Running, Span } from './book.ts'

/** A new span; nothing is owed for it until it is resumed. */
export function openSpan(book: Book, given: Omit<Span, 'steps' | 'devices'>): Span {
  const span: Span = { ...given, steps: [], devices: [] }
  book.spans.push(span)
  return span
}

/** From `on` the span owes for its units. */
export function resumeSpan({ steps, quantity }: Span, on: LocalDate, by: string): void {
  if (quantity > 0n) steps.push({ by, from: on, quantity })
}

/** From `on` the span owes nothing; a step that would have no day never was. */
export function haltSpan({ steps }: Span, on: LocalDate): void {
  const step = steps[steps.length - 1]
  if (!step || (step.to !== undefined && step.to <= on)) return
  if (step.from >= on) steps.pop()
  else step.to = on
}

/** From `on` there are so many units; during a pause that is only remembered. */
export function setQuantity(
  running: Running,
  span: Span,
  change: { by: string; on: LocalDate; quantity: bigint },
): void {
  const on = change.on > running.billedFrom ? change.on : running.billedFrom
  if (running.pausedOn === undefined) haltSpan(span, on)
  span.quantity = change.quantity
  if (running.pausedOn === undefined) resumeSpan(span, on, change.by)
}
