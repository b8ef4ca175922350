import type { MiddlewareHandler } from 'hono';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';

const gzipInThread = promisify(gzip);
/** Smaller than a network packet: nothing is gained. */
const SMALLEST = 1_024;
/** Up to here compressing takes less time than handing it to another thread and back. */
const LARGEST_AT_ONCE = 64 * 1_024;
const ACCEPTS_GZIP = /(?:^|,)\s*(?:gzip|\*)\s*(?!;\s*q=0(?:\.0*)?\s*(?:,|$))(?:;|,|$)/i;

/**
 * Compresses pages in one piece. They are rendered to the end before anything is sent, and a stream for each of them takes five times the processor time.
 * Everything else is left to Hono's `compress()`, which stands around this and lets pass what is compressed already.
 */
export function compressPages(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { res } = context;
    if (!res.body || context.req.method === 'HEAD' || !/^text\/html\b/.test(res.headers.get('Content-Type') ?? '') || res.headers.has('Content-Encoding')) return;
    if (!ACCEPTS_GZIP.test(context.req.header('Accept-Encoding') ?? '')) return;
    const page = Buffer.from(await res.arrayBuffer());
    const body = page.length < SMALLEST ? page : page.length > LARGEST_AT_ONCE ? await gzipInThread(page) : gzipSync(page);
    const headers = new Headers(res.headers);
    headers.delete('Content-Length');
    if (body !== page) {
      headers.set('Content-Encoding', 'gzip');
      headers.append('Vary', 'Accept-Encoding');
    }
    // Set at once, Hono would read the new body as a stream to put both answers' headers together.
    context.res = undefined;
    context.res = new Response(body, { status: res.status, headers });
  };
}
