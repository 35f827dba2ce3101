import { BlockList, isIP, isIPv4 } from 'node:net'

/**
 * IPv4 that is not the public internet: this network, private, shared, loopback, link-local (the
 * clouds' metadata), protocol assignments, documentation, benchmarks, multicast, reserved.
 * Source: IANA IPv4 special-purpose address registry.
 */
const inward4 = [
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

/**
 * Of IPv6 only global unicast (2000::/3) is public, less what carries an IPv4 address or nothing:
 * Teredo and its neighbours, documentation, 6to4. So ::1, mapped, NAT64, private, link-local and
 * multicast are refused without being named. Source: IANA IPv6 special-purpose address registry.
 */
const inward6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const refused = new BlockList()
for (const [net, bits] of inward4) refused.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of inward6) refused.addSubnet(net, bits, 'ipv6')
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')

/** True when the address is not on the public internet, or is no address. */
export function isInward(address: string): boolean {
  if (isIPv4(address)) return refused.check(address, 'ipv4')
  if (isIP(address) === 0 || address.includes('%')) return true
  return !global6.check(address, 'ipv6') || refused.check(address, 'ipv6')
}
