/** What the simulated platform allows: the same rights that the channels count with. */
import { clock } from '#engine/kernel'
import { RIGHTS, type Right } from '../contract/right.ts'
import { rightOf } from '../channels/wechat/right.ts'
import type { TestAccount } from './account.ts'
import { messagesSince, type WireMessage } from './message.ts'

type Kind = TestAccount['kind']
type Wire = Pick<WireMessage, 'direction' | 'payload' | 'at'>

interface Left {
  readonly until: number
  readonly sends: number
}

/** Undefined: the customer did nothing that allows an answer, or too long ago. */
export async function sendsLeft(account: TestAccount): Promise<number | undefined> {
  const now = clock.ms()
  return leftOf(account.kind, await messagesSince(account, now - RIGHTS.wrote.forMs), now)
}

/** The same of what went over the wire, oldest first. Pure. */
export function leftOf(kind: Kind, wire: readonly Wire[], now: number): number | undefined {
  const left = wire.reduce<Left | undefined>((before, message) => after(before, kind, message), undefined)
  return left && left.until > now ? left.sends : undefined
}

function after(left: Left | undefined, kind: Kind, { direction, payload, at }: Wire): Left | undefined {
  if (direction === 'out') return left && { ...left, sends: left.sends - 1 }
  const right = kind === 'wechat' ? rightOf(payload) : rightOnWecom(direction)
  if (!right) return left
  const given = { until: Date.parse(at) + right.forMs, sends: right.sends }
  // A short right takes nothing from one that lasts.
  return left && left.sends > 0 && given.until < left.until ? left : given
}

function rightOnWecom(direction: Wire['direction']): Right | undefined {
  return direction === 'in' ? RIGHTS.wrote : undefined
}
