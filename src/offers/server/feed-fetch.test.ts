import { Readable } from 'node:stream';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { mostMemory } from '../../platform/table-file/zip-bomb.fixture.ts';
import { CALENDARS, fetchFeed, readBody, type FetchedPage, type Network } from './feed-fetch.ts';
import { readFeedPages } from './feed-pages.ts';

const json = (value: unknown): FetchedPage => ({ status: 200, body: Buffer.from(JSON.stringify(value)) });

/** A network of our own: names with their addresses, addresses with their answers; remembers where it was asked to connect. */
function network(names: Record<string, string[]>, answer: (url: URL) => FetchedPage): Network & { connected: string[] } {
  const connected: string[] = [];
  return {
    connected,
    resolve: (host) => (names[host] ? Promise.resolve(names[host]) : Promise.reject(new Error('ENOTFOUND'))),
    get: (url, address, { bytes }) => {
      connected.push(`${url.href} at ${address}`);
      const page = answer(url);
      return Promise.resolve(page.body && page.body.length > bytes ? { ...page, body: undefined } : page);
    },
  };
}
const PUBLIC = '93.184.216.34';
const code = async (address: string, net: Network) => { const outcome = await fetchFeed(address, 1_000, net); return outcome.ok ? 'read' : outcome.refusals[0]!.code; };

describe('fetching a feed', () => {
  test('goes to the very address that was checked', async () => {
    const net = network({ 'kreis.example': [PUBLIC] }, () => json([]));
    expect(await code('https://kreis.example/hsds', net)).toBe('read');
    expect(net.connected).toEqual([`https://kreis.example/hsds at ${PUBLIC}`]);
  });

  test('never connects to a name one of whose addresses lies inside', async () => {
    const net = network({ 'kreis.example': [PUBLIC, '10.0.0.5'], 'six.example': ['::ffff:127.0.0.1'] }, () => json([]));
    expect(await code('https://kreis.example/', net)).toBe('feed-private');
    expect(await code('https://six.example/', net)).toBe('feed-private');
    expect(await code('https://169.254.169.254/latest', net)).toBe('feed-address');
    expect(await code('http://kreis.example/', net)).toBe('feed-address');
    expect(net.connected).toEqual([]);
  });

  test('checks each redirect again, and follows only a few', async () => {
    const leading = (to: string) => network({ 'kreis.example': [PUBLIC], 'innen.example': ['192.168.1.1'] }, (url) => (url.pathname === '/ziel' ? json([]) : { status: 302, location: to, body: undefined }));
    expect(await code('https://kreis.example/', leading('/ziel'))).toBe('read');
    expect(await code('https://kreis.example/', leading('https://innen.example/'))).toBe('feed-private');
    expect(await code('https://kreis.example/', leading('http://127.0.0.1:5432/'))).toBe('feed-address');
    expect(await code('https://kreis.example/', leading('/weiter'))).toBe('feed-redirects');
  });

  test('ends at the allowed size, and says what the other side answered', async () => {
    expect(await code('https://kreis.example/', network({ 'kreis.example': [PUBLIC] }, () => ({ status: 200, body: Buffer.alloc(2_000) })))).toBe('feed-too-large');
    expect(await code('https://kreis.example/', network({ 'kreis.example': [PUBLIC] }, () => ({ status: 503, body: undefined })))).toBe('feed-status');
    expect(await code('https://weg.example/', network({}, () => json([])))).toBe('feed-unreachable');
  });

  test('measures a packed answer by what comes out of it, so that a bomb of 256 MB takes no more than is allowed', async () => {
    const zeros = Buffer.alloc(256 * 1024 * 1024);
    const bombs = { gzip: gzipSync(zeros, { level: 1 }), br: brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }) };
    for (const [encoding, bomb] of Object.entries(bombs)) {
      expect(bomb.length).toBeLessThan(4 * 1024 * 1024);
      const memory = mostMemory();
      expect(await readBody(Readable.from([bomb]), encoding, 20 * 1024 * 1024)).toBeUndefined();
      expect(mostMemory() - memory).toBeLessThan(150);
    }
    expect((await readBody(Readable.from([gzipSync('[]')]), 'gzip', 100))?.toString()).toBe('[]');
    await expect(readBody(Readable.from([Buffer.from('kein gzip')]), 'gzip', 100)).rejects.toThrow();
  });

  test('asks for what it wants: records of a directory, calendars of a calendar, and names the size that holds there', async () => {
    const asked: string[] = [];
    const net: Network = { resolve: () => Promise.resolve([PUBLIC]), get: (_url, _address, { accept }) => { asked.push(accept); return Promise.resolve({ status: 200, body: undefined }); } };
    await fetchFeed('https://kreis.example/', 1_000, net);
    expect(await fetchFeed('https://kreis.example/k.ics', 10 * 1024 * 1024, net, CALENDARS)).toMatchObject({ refusals: [{ code: 'feed-too-large', values: { limit: 10 } }] });
    expect(asked).toEqual([expect.stringMatching(/^application\/json/), expect.stringMatching(/^text\/calendar/)]);
  });

  test('of an interface turns the pages of its services, with all of their parts', async () => {
    const told: number[][] = [];
    const net = network({ 'kreis.example': [PUBLIC] }, (url) => (url.pathname === '/hsds' ? json({ version: '3.1', profile: 'x', openapi_url: 'y' })
      : json({ contents: [{ id: `s${url.searchParams.get('page') ?? '1'}`, status: 'active' }], last_page: url.searchParams.get('page') === '3' })));
    const outcome = await readFeedPages('https://kreis.example/hsds', (...numbers) => Promise.resolve(void told.push(numbers)), net);
    expect(outcome).toMatchObject({ ok: true, value: { services: [{ id: 's1' }, { id: 's2' }, { id: 's3' }] } });
    expect(net.connected[1]).toBe(`https://kreis.example/hsds/services?full=true&per_page=100 at ${PUBLIC}`);
    expect(told).toEqual([[1, 1], [2, 2], [3, 3]]);
  });

  test('that never ends is ended', async () => {
    const about = network({ 'kreis.example': [PUBLIC] }, () => json({ version: '3.1', openapi_url: 'y' }));
    expect(await readFeedPages('https://kreis.example/hsds', () => Promise.resolve(), about)).toMatchObject({ ok: false });
  });
});
