import { BlockList } from 'node:net'

/**
 * Which network addresses lie outside, on the public internet. Everything that a request from our server
 * could reach but its sender's could not is inside: loopback, private, link-local (cloud metadata), carrier-grade
 * NAT, multicast, documentation and reserved ranges (IANA special-purpose registries, RFC 6890).
 */
const INSIDE_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const

/** Of IPv6 only global unicast is outside at all, without tunnels (Teredo, 6to4) and documentation. */
const GLOBAL_V6 = [['2000::', 3]] as const
const INSIDE_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const
/** NAT64 carries an IPv4 address in its last 32 bits (RFC 6052); it is judged by that. */
const NAT64 = '64:ff9b::'

const insideV4 = new BlockList()
for (const [net, prefix] of INSIDE_V4) insideV4.addSubnet(net, prefix, 'ipv4')

const insideV6 = new BlockList()
for (const [net, prefix] of INSIDE_V6) insideV6.addSubnet(net, prefix, 'ipv6')
for (const [net, prefix] of INSIDE_V4) insideV6.addSubnet(`${NAT64}${net}`, 96 + prefix, 'ipv6')

const globalV6 = new BlockList()
for (const [net, prefix] of GLOBAL_V6) globalV6.addSubnet(net, prefix, 'ipv6')
globalV6.addSubnet(NAT64, 96, 'ipv6')

/** True when the literal address is on the public internet. */
export function isOutside(address: string, family: 4 | 6): boolean {
  if (family === 4) return !insideV4.check(address, 'ipv4')
  return globalV6.check(address, 'ipv6') && !insideV6.check(address, 'ipv6')
}
