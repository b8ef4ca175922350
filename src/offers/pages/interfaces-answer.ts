import { cors } from 'hono/cors';
import { etag } from 'hono/etag';
import type { MiddlewareHandler } from 'hono';
import { clientAddress } from '../../platform/client-address.ts';
import { NotFound } from '../../platform/failure.ts';
import type { HouseContext, HouseEnv, View } from '../../platform/house.ts';
import { minutesToWait } from '../../platform/limited.tsx';
import type { Refusal } from '../../platform/outcome.ts';
import { page } from '../../platform/page.tsx';
import type { RateLimit } from '../../platform/rate-limit.ts';
import { readOffers } from '../permissions.ts';

/** What takes long to answer – whole lists, searches – may be asked so often from one place. */
const COSTLY: RateLimit = { name: 'offers.interface', max: 300, minutes: 5 };

/** Open data: any page may read it, and any cache may keep it for a while. */
export const openToAll: readonly [MiddlewareHandler, MiddlewareHandler] = [
  cors({ origin: '*', allowMethods: ['GET', 'HEAD'], exposeHeaders: ['ETag', 'Link', 'Retry-After'], maxAge: 86_400 }),
  etag({ weak: true }),
];

export interface OpenOptions {
  /** whether this request takes long; asked before anything is read */
  isCostly?(query: URLSearchParams): boolean;
}

/**
 * An answer for machines: what is missing and what is asked wrongly is said as a problem in JSON (RFC 9457), too many costly questions with 429.
 * The same permission and transaction as a page for families.
 */
export function openAnswer(show: (view: View, context: HouseContext) => Promise<Response> | Response, { isCostly }: OpenOptions = {}): MiddlewareHandler<HouseEnv> {
  return async (context, next) => {
    try {
      if (isCostly?.(new URL(context.req.url).searchParams)) {
        const wait = await minutesToWait(context, [{ limit: COSTLY, of: clientAddress(context) }]);
        if (wait !== undefined) return problem(429, 'Too many requests', `Please try again in ${wait} minutes.`, { 'Retry-After': String(wait * 60) });
      }
      return await page(readOffers, (view) => show(view, context))(context, next) as Response;
    } catch (error) {
      if (error instanceof NotFound) return problem(404, 'Not found', 'There is no such record here, or it is not public.');
      throw error;
    }
  };
}

const SAID: Record<string, string> = {
  'not-a-number': 'must be a whole number', 'not-an-id': 'must be the id of a record (uuid)', 'not-a-time': 'must be a date or an instant (ISO 8601)', 'not-yes-or-no': 'must be true or false',
  'not-supported': 'is not supported here', 'unknown-format': 'must be json or ndjson',
};

/** A question that cannot be answered, with every parameter that is wrong. */
export function badQuery(refusals: readonly Refusal[]): Response {
  const said = refusals.map(({ code, field }) => `${field} ${SAID[code] ?? code}`);
  return problem(400, 'Bad query', `${said.join('; ')}.`);
}

function problem(status: number, title: string, detail: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title, status, detail }), {
    status, headers: { 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  });
}

/** An answer every cache may keep for five minutes; after that it asks again by its ETag. */
export function cacheable(body: string, type: string, headers: Record<string, string> = {}): Response {
  return new Response(body, { headers: { 'Content-Type': type, 'Cache-Control': 'public, max-age=300', ...headers } });
}
