import { getConnInfo } from '@hono/node-server/conninfo';
import { isIPv6 } from 'node:net';
import type { HouseContext } from './house.ts';

/**
 * Where a request comes from, only to count attempts; never stored or logged as it is. With TRUST_PROXY = n the n-th entry
 * from the right of X-Forwarded-For is believed (each proxy adds one); what stands left of it anybody can write.
 */
export function clientAddress(context: HouseContext): string {
  const proxies = context.get('house').configuration.trustedProxies;
  const direct = connectionAddress(context);
  if (proxies === 0) return networkOf(direct);
  const forwarded = (context.req.header('X-Forwarded-For') ?? '').split(',').map((one) => one.trim()).filter(Boolean);
  return networkOf(forwarded.at(-proxies) ?? direct);
}

function connectionAddress(context: HouseContext): string {
  // Requests made in memory (tests) have no connection.
  return 'incoming' in ((context.env ?? {}) as object) ? getConnInfo(context).remote.address ?? '' : '';
}

/** One household gets a whole /64 of IPv6: its single addresses are as many as it likes. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '').toLowerCase();
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const groups = plain.includes('::') ? [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back] : front;
  return `${groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
