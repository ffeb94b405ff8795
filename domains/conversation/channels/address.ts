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
 * What a visitor's browser keeps: `<address>.<contact's id on the channel>.<mac>`. Whoever has it is that contact, so
 * the server stores nothing for a visitor who never writes.
 */
export function visitorToken(place: ChannelPlace, externalId: string, key: Buffer): string {
  const body = `${channelAddress(place)}.${Buffer.from(externalId).toString('base64url')}`
  return `${body}.${mac(body, key)}`
}

export interface Visitor extends ChannelPlace {
  readonly externalId: string
}

export function readVisitorToken(token: string, key: Buffer): Visitor | undefined {
  const [address = '', external = '', given = '', ...rest] = token.split('.')
  const place = parseChannelAddress(address)
  if (!place || rest.length > 0 || !equal(given, mac(`${address}.${external}`, key))) return undefined
  return { ...place, externalId: Buffer.from(external, 'base64url').toString() }
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
