import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { MOST_SERVICES, readFeedFile, type FeedContent } from '../hsds-import/feed-file.ts';
import { isRaw, says, type Raw } from '../hsds-import/record-reader.ts';
import { fetchFeed, internet, MOST_FEED_BYTES, type Network } from './feed-fetch.ts';

const MOST_PAGES = 500;
const MOST_MINUTES = 10;

/**
 * Reads a whole feed, page after page. The address of an interface leads to its services; a list of services is asked for with all of its
 * parts, as the standard provides. `tell` hears of each page. Refuses what {@link fetchFeed} and {@link readFeedFile} refuse, and `feed-endless`.
 */
export async function readFeedPages(address: string, tell: (pages: number, services: number) => Promise<void>, network: Network = internet): Promise<Outcome<FeedContent>> {
  let url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) return refused('feed-address');
  if (/\/services\/?$/.test(url.pathname)) url = wholeServices(url);
  let fetched = await fetchFeed(url.href, MOST_FEED_BYTES, network);
  if (fetched.ok && isAbout(parse(fetched.value))) {
    url = wholeServices(new URL(`${url.pathname.replace(/\/$/, '')}/services`, url));
    fetched = await fetchFeed(url.href, MOST_FEED_BYTES, network);
  }
  const services: Raw[] = [];
  const problems: FeedContent['problems'] = [];
  const end = Date.now() + MOST_MINUTES * 60_000;
  let bytesLeft = MOST_FEED_BYTES;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    // What is left for a later page is no number to name: the whole feed was too large.
    if (!fetched.ok) return fetched.refusals[0]?.code === 'feed-too-large' ? refused('feed-too-large', { values: { limit: MOST_FEED_BYTES / 1024 / 1024 } }) : fetched;
    bytesLeft -= fetched.value.length;
    const envelope = parse(fetched.value);
    if (page > 1 && isRaw(envelope) && Array.isArray(envelope['contents']) && envelope['contents'].length === 0) return accepted({ services, problems });
    const read = readFeedFile(fetched.value);
    if (!read.ok) return read;
    services.push(...read.value.services);
    problems.push(...read.value.problems);
    await tell(page, services.length);
    if (services.length > MOST_SERVICES) return refused('feed-too-many', { values: { limit: MOST_SERVICES } });
    if (!isRaw(envelope) || envelope['last_page'] !== false) return accepted({ services, problems });
    if (Date.now() > end) break;
    url.searchParams.set('page', String(page + 1));
    fetched = await fetchFeed(url.href, bytesLeft, network);
  }
  return refused('feed-endless');
}

function isAbout(answer: unknown): boolean {
  return isRaw(answer) && says(answer, 'version') && says(answer, 'openapi_url');
}

function wholeServices(url: URL): URL {
  const whole = new URL(url);
  if (!whole.searchParams.has('full')) whole.searchParams.set('full', 'true');
  if (!whole.searchParams.has('per_page')) whole.searchParams.set('per_page', '100');
  return whole;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
