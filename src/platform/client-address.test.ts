import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { clientAddress, networkOf } from './client-address.ts';
import type { House, HouseEnv } from './house.ts';

async function seen(trustedProxies: number, headers: Record<string, string>, remote = '10.0.0.1'): Promise<string> {
  const app = new Hono<HouseEnv>().get('/', (context) => {
    context.set('house', { configuration: { trustedProxies } } as House);
    return context.text(clientAddress(context));
  });
  const answer = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: remote, remotePort: 1, remoteFamily: 'IPv4' } } } as never);
  return answer.text();
}

test('without a proxy of our own, nobody can claim another address', async () => {
  expect(await seen(0, { 'X-Forwarded-For': '203.0.113.9' })).toBe('10.0.0.1');
});

test('behind one proxy, only the entry that proxy wrote is believed', async () => {
  expect(await seen(1, { 'X-Forwarded-For': '198.51.100.1, 203.0.113.9' })).toBe('203.0.113.9');
  expect(await seen(2, { 'X-Forwarded-For': '198.51.100.1, 203.0.113.9, 10.0.0.7' })).toBe('203.0.113.9');
});

test('a proxy that writes nothing counts as the client itself', async () => {
  expect(await seen(1, {})).toBe('10.0.0.1');
});

test('all addresses of one IPv6 network count together', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:0db8:0001:0002::1')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
});
