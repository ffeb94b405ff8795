/**
 * A channel's public address: tenant and channel in 44 characters of a URL. It is no secret. It says behind which
 * tenant's wall to look before anybody is known.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface ChannelPlace {
  readonly tenantId: string
  readonly channelId: string
}

export function channelAddress({ tenantId, channelId }: ChannelPlace): string {
  return pack(tenantId) + pack(channelId)
}

export function parseChannelAddress(address: string): ChannelPlace | undefined {
  if (!/^[\w-]{44}$/.test(address)) return undefined
  return { tenantId: unpack(address.slice(0, 22)), channelId: unpack(address.slice(22)) }
}

/**
 * What a visitor's browser keeps: `<address>.<contact's id on the channel>[.<his words>].<mac>`. Whoever has it is that
 * contact, so the server stores nothing for a visitor who never writes.
 */
export function visitorToken({ externalId, words, ...place }: Visitor, key: Buffer): string {
  const said = words && Object.values(words).some((word) => word !== undefined) ? [pack64(JSON.stringify(words))] : []
  const body = [channelAddress(place), pack64(externalId), ...said].join('.')
  return `${body}.${mac(body, key)}`
}

/** How a visitor calls himself and which language he reads, as the page around him said at the opening. */
export interface VisitorWords {
  readonly name?: string | undefined
  readonly locale?: string | undefined
}

export interface Visitor extends ChannelPlace {
  readonly externalId: string
  readonly words?: VisitorWords | undefined
}

export function readVisitorToken(token: string, key: Buffer): Visitor | undefined {
  const [address = '', external = '', ...rest] = token.split('.')
  const given = rest.pop() ?? ''
  const place = parseChannelAddress(address)
  if (!place || rest.length > 1 || !equal(given, mac([address, external, ...rest].join('.'), key))) return undefined
  const [said] = rest
  const words = said === undefined ? undefined : (JSON.parse(unpack64(said)) as VisitorWords)
  return { ...place, externalId: unpack64(external), ...(words ? { words } : {}) }
}

function pack64(text: string): string {
  return Buffer.from(text).toString('base64url')
}

function unpack64(text: string): string {
  return Buffer.from(text, 'base64url').toString()
}

function mac(body: string, key: Buffer): string {
  return createHmac('sha256', key).update(body).digest('base64url')
}

export function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function pack(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
}

function unpack(text: string): string {
  const hex = Buffer.from(text, 'base64url').toString('hex').padEnd(32, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
