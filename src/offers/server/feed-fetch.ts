import { lookup as resolve } from 'node:dns/promises';
import { request } from 'node:https';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import type { Readable } from 'node:stream';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { feedUrl, isPublicAddress } from '../hsds-import/public-address.ts';

export const MOST_FEED_BYTES = 20 * 1024 * 1024;
const MOST_REDIRECTS = 3;
const SECONDS = 30;
const RECORDS = 'application/json, application/x-ndjson;q=0.9';
/** Some servers send a page for people to whoever does not ask for a calendar. */
export const CALENDARS = 'text/calendar, text/plain;q=0.5';

/** How the network is reached; tests put their own in its place. */
export interface Network {
  resolve(host: string): Promise<readonly string[]>;
  /** connects to exactly that address, whatever the name resolves to by then */
  get(url: URL, address: string, asked: { bytes: number; milliseconds: number; accept: string }): Promise<FetchedPage>;
}

export interface FetchedPage {
  status: number;
  location?: string;
  /** undefined: more than was allowed */
  body: Buffer | undefined;
}

/**
 * Fetches one page of a foreign feed. Only https, only addresses of the public internet – of all addresses of a name, and again after each
 * redirect –, the connection goes to the address that was checked. Bounded in bytes and time. `accept`: media types as HTTP writes them. Refuses `feed-address` (not allowed),
 * `feed-unreachable`, `feed-private`, `feed-redirects`, `feed-status` {status}, `feed-too-large` {limit}.
 */
export async function fetchFeed(address: string, bytes = MOST_FEED_BYTES, network: Network = internet, accept = RECORDS): Promise<Outcome<Buffer>> {
  let target = feedUrl(address);
  const end = Date.now() + SECONDS * 1_000;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    if (!target) return refused('feed-address');
    const host = target.hostname.replace(/^\[|\]$/g, '');
    const addresses = await network.resolve(host).catch(() => []);
    if (addresses.length === 0) return refused('feed-unreachable', { values: { host } });
    if (!addresses.every(isPublicAddress)) return refused('feed-private', { values: { host } });
    const page = await network.get(target, addresses[0]!, { bytes, milliseconds: Math.max(1, end - Date.now()), accept }).catch(() => undefined);
    if (!page) return refused('feed-unreachable', { values: { host } });
    if (page.location !== undefined && page.status >= 300 && page.status < 400) {
      target = URL.canParse(page.location, target) ? feedUrl(new URL(page.location, target).href) : undefined;
      continue;
    }
    if (page.status !== 200) return refused('feed-status', { values: { status: page.status } });
    return page.body ? accepted(page.body) : refused('feed-too-large', { values: { limit: Math.round(bytes / 1024 / 1024) } });
  }
  return refused('feed-redirects');
}

export const internet: Network = {
  async resolve(host) {
    return (await resolve(host, { all: true, verbatim: true })).map(({ address }) => address);
  },
  get: (url, address, { bytes, milliseconds, accept }) => new Promise((done, fail) => {
    const family = address.includes(':') ? 6 : 4;
    const outgoing = request(url, {
      // The name was resolved and checked before: it is not resolved a second time, when it may lead elsewhere (DNS rebinding).
      lookup: (_host, options, answer) => (options.all ? answer(null, [{ address, family }]) : answer(null, address, family)),
      headers: { Accept: accept, 'Accept-Encoding': 'gzip, br', 'User-Agent': 'Lueckenlos' },
      signal: AbortSignal.timeout(milliseconds), agent: false,
    }, (incoming) => {
      const { statusCode: status = 0, headers } = incoming;
      if (status !== 200) {
        incoming.destroy();
        return done({ status, ...(headers.location ? { location: headers.location } : {}), body: undefined });
      }
      incoming.on('error', fail);
      done(readBody(incoming, headers['content-encoding'], bytes).then((body) => ({ status, body })).finally(() => outgoing.destroy()));
    });
    outgoing.on('error', fail);
    outgoing.end();
  }),
};

/** What was sent, unpacked; undefined as soon as that is more than allowed: a packed answer is measured by what comes out of it. */
export function readBody(sent: Readable, encoding: string | undefined, bytes: number): Promise<Buffer | undefined> {
  return readUpTo(encoding === 'gzip' ? sent.pipe(createGunzip()) : encoding === 'br' ? sent.pipe(createBrotliDecompress()) : sent, bytes);
}

/** The stream as one piece; undefined as soon as it is longer than allowed, whatever length it was announced with. */
async function readUpTo(stream: Readable, bytes: number): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let total = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    total += piece.length;
    if (total > bytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
