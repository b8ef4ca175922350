import { BlockList, isIP, isIPv4 } from 'node:net';

/**
 * Networks no feed of another town lies in: this machine, the municipality's own network, the clouds' metadata services, and everything else that
 * is not the public internet. (IANA special-purpose registries, RFC 6890; SSRF: ASVS 5, 1.3.6)
 */
const FORBIDDEN: readonly [network: string, prefix: number][] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.31.196.0', 24], ['192.52.193.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];

const forbidden = new BlockList();
for (const [network, prefix] of FORBIDDEN) forbidden.addSubnet(network, prefix, 'ipv4');
/** Of IPv6 only global unicast is public, and of that not what is set aside or leads on to IPv4. */
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const reserved6 = new BlockList();
for (const [network, prefix] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) reserved6.addSubnet(network, prefix, 'ipv6');

/** Whether an address lies in the public internet; everything that is no plain IP address does not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false;
  if (isIPv4(address)) return !forbidden.check(address, 'ipv4');
  return global6.check(address, 'ipv6') && !reserved6.check(address, 'ipv6');
}

/** An address a feed may have: https, the usual port, a name with a dot or a public IP address, no password in it. */
export function feedUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return isPublicAddress(host) ? url : undefined;
  return /^(?!.*\.(?:local|localhost|internal|lan|home|corp|intranet|invalid|test|onion)\.?$)[a-z0-9-]+(?:\.[a-z0-9-]+)+\.?$/i.test(host) ? url : undefined;
}
