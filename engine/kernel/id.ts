import { randomBytes } from 'node:crypto'
import { clock } from './clock.ts'

let lastMs = 0
let sequence = 0

/**
 * A new UUIDv7: 48 bits of Unix milliseconds, then a 12-bit sequence and 62 random bits.
 * Ids made by one process sort by the order in which they were made, even within one millisecond.
 */
export function newId(): string {
  const now = clock.ms()
  if (now > lastMs) {
    lastMs = now
    sequence = randomBytes(2).readUInt16BE() & 0x7ff
  } else {
    sequence += 1
    if (sequence > 0xfff) {
      lastMs += 1
      sequence = 0
    }
  }
  return formatUuid(lastMs, sequence)
}

/** The UUIDv7 that any id made at or after `ms` is greater than or equal to; a lower bound for range scans. */
export function firstIdAt(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

export function isId(text: string): boolean {
  return UUID.test(text)
}

function formatUuid(ms: number, order: number): string {
  const time = ms.toString(16).padStart(12, '0')
  const random = randomBytes(8)
  random[0] = (random[0]! & 0x3f) | 0x80
  const tail = random.toString('hex')
  const middle = (0x7000 | order).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-${middle}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
