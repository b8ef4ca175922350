import { Hono } from 'hono';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressPages } from './compress-pages.ts';

const app = new Hono().use(compressPages())
  .get('/page', (context) => {
    context.header('Cache-Control', 'no-store');
    context.header('Set-Cookie', 'one=1', { append: true });
    context.header('Set-Cookie', 'two=2', { append: true });
    return context.html(`<p>Straße</p>`.repeat(Number(context.req.query('times') ?? 500)), 422);
  })
  .get('/table', (context) => context.text('a;b\n'.repeat(1_000)));
const ask = (path: string, accept?: string, method = 'GET') => app.request(path, { method, headers: accept === undefined ? {} : { 'Accept-Encoding': accept } });

test.each(['gzip', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8', '*'])('a page is sent compressed to a browser that says „%s“, with its status, cookies and headers', async (accept) => {
  for (const times of [500, 20_000]) {
    const answer = await ask(`/page?times=${times}`, accept);
    expect(answer.headers.get('Content-Encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString('utf8')).toBe('<p>Straße</p>'.repeat(times));
    expect([answer.status, answer.headers.get('Vary'), answer.headers.get('Cache-Control'), answer.headers.getSetCookie()]).toEqual([422, 'Accept-Encoding', 'no-store', ['one=1', 'two=2']]);
  }
});

test.each([[undefined, '/page'], ['identity', '/page'], ['gzip;q=0', '/page'], ['br', '/page'], ['gzip', '/table'], ['gzip', '/page?times=3']])('to one that says „%s“, %s is sent as it is', async (accept, path) => {
  const answer = await ask(path, accept);
  expect(answer.headers.get('Content-Encoding')).toBeNull();
  expect(await answer.text()).toMatch(/^(<p>Straße<\/p>)+$|^(a;b\n)+$/);
});
