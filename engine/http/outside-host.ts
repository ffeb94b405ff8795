/** Names of servers that somebody typed: what DNS answers decides whether they may be called. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isOutside } from './outside-address.ts'
import { outgoingRefusals } from './outgoing-refusals.ts'

/**
 * The address to connect to, for protocols other than HTTP: connecting to it, and not to the name again, leaves DNS no
 * second answer. Refused: outside-address-refused, outside-unreachable.
 */
export async function assertOutsideHost(host: string, allowPrivate = false): Promise<string> {
  const found = await addressesOf(host)
  const isInside = found.some(({ address, family }) => !isOutside(address, family as 4 | 6))
  if (found.length === 0 || (isInside && !allowPrivate)) throw outgoingRefusals.outsideAddressRefused({ host })
  return found[0]!.address
}

async function addressesOf(host: string): Promise<{ address: string; family: number }[]> {
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  try {
    return await lookup(host, { all: true })
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw Object.assign(outgoingRefusals.outsideUnreachable({ host, reason }), { cause: error })
  }
}
