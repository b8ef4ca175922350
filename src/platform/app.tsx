import { randomBytes } from 'node:crypto';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { NONCE, secureHeaders } from 'hono/secure-headers';
import { compressPages } from './compress-pages.ts';
import { isDatabaseOffline } from './database.ts';
import { BadRequest, Busy, Conflict, Forbidden, NotFound } from './failure.ts';
import type { ErrorKind, House, HouseContext, HouseEnv, SentAgain } from './house.ts';
import { errorFacts } from './log.ts';
import { render } from './page.tsx';
import { withQuery } from './page-context.ts';
import { isShownAgain, readForm } from './submit.tsx';
import { routingPath, splitAddress, surroundingsOf } from './request-surroundings.ts';

const STATUS: Record<ErrorKind, 400 | 403 | 404 | 409 | 413 | 500 | 503> = {
  'bad-request': 400, 'stale-form': 400, 'too-large': 413, 'sign-in-needed': 403, forbidden: 403, 'not-found': 404, conflict: 409, offline: 503, busy: 503, failure: 500,
};

/** Largest body of a request: an import file of 10 MB and its form. */
const MAX_BODY_BYTES = 12 * 1024 * 1024;

export interface AppOptions {
  /** folder of the built styles and islands */
  assetsFolder: string;
  /** pages inside a town, mounted below `/:town` */
  townRoutes: readonly Hono<HouseEnv>[];
  /** pages outside any town */
  siteRoutes: readonly Hono<HouseEnv>[];
}

/** The whole application as a request handler; `app.request()` needs no server. */
export function createApp(house: House, options: AppOptions): Hono<HouseEnv> {
  const app = new Hono<HouseEnv>({ getPath: (request) => routingPath(new URL(request.url).pathname) });
  app.use(async (context, next) => {
    const started = performance.now();
    context.set('house', house);
    context.set('requestId', randomBytes(6).toString('hex'));
    await next();
    house.log(context.res.status >= 500 ? 'error' : 'info', {
      event: 'request', method: context.req.method, route: context.req.routePath, status: context.res.status,
      milliseconds: Math.round(performance.now() - started), requestId: context.get('requestId'),
    });
  });
  app.use(framing());
  app.use(headers(house.configuration.baseUrl.protocol === 'https:'));
  app.use(compress());
  app.use(compressPages());
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (context) => showError(context as HouseContext, 'too-large') }));
  app.use('/assets/*', serveStatic({
    root: options.assetsFolder,
    onFound: (_path, context) => context.header('Cache-Control', 'public, max-age=31536000, immutable'),
  }));
  for (const routes of options.siteRoutes) app.route('/', routes);
  for (const routes of options.townRoutes) app.route('/:town', routes);
  app.notFound((context) => showError(context, 'not-found'));
  app.onError((error, context) => answerError(error, context as HouseContext));
  return app;
}

/** No inline style or script but with the page's nonce, nothing from elsewhere, never framed. (ASVS 5, 3.4) */
function headers(isHttps: boolean) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"], scriptSrc: [NONCE], styleSrc: ["'self'", NONCE], imgSrc: ["'self'", 'data:'], fontSrc: ["'self'"],
      connectSrc: ["'self'"], formAction: ["'self'"], baseUri: ["'none'"], frameAncestors: ["'none'"], manifestSrc: ["'self'"],
      ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
    },
    strictTransportSecurity: isHttps ? 'max-age=63072000; includeSubDomains' : false,
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  });
}

/** A page that says so may stand in a frame on any website; for all others `headers` forbids it. */
function framing(): MiddlewareHandler<HouseEnv> {
  return async (context, next) => {
    await next();
    if (context.get('framing') !== 'anywhere') return;
    const { headers: sent } = context.res;
    sent.delete('X-Frame-Options');
    sent.set('Cross-Origin-Resource-Policy', 'cross-origin');
    sent.set('Content-Security-Policy', (sent.get('Content-Security-Policy') ?? '').replace("frame-ancestors 'none'", 'frame-ancestors *'));
  };
}

async function answerError(error: Error, context: HouseContext): Promise<Response> {
  if (error instanceof Forbidden && !error.who.personId && context.req.method === 'GET') return askToSignIn(context);
  const kind = kindOf(error);
  if (kind === 'failure' || kind === 'offline') {
    context.get('house').log('error', { event: kind, requestId: context.get('requestId'), route: context.req.routePath, ...errorFacts(error) });
    if (kind === 'failure' && context.get('house').configuration.mode === 'development') console.error(error);
  }
  return showError(context, kind);
}

function kindOf(error: Error): ErrorKind {
  if (error instanceof NotFound) return 'not-found';
  if (error instanceof Forbidden) return error.who.personId ? 'forbidden' : 'sign-in-needed';
  if (error instanceof Conflict) return 'conflict';
  if (error instanceof Busy) return 'busy';
  if (error instanceof BadRequest) return error.code === 'stale-form' ? 'stale-form' : 'bad-request';
  if (error instanceof HTTPException && error.status < 500) return 'bad-request';
  return isDatabaseOffline(error) ? 'offline' : 'failure';
}

function askToSignIn(context: HouseContext): Response {
  const { path } = splitAddress(new URL(context.req.url).pathname);
  const page = surroundingsOf(context);
  context.header('Cache-Control', 'no-store');
  return context.redirect(page.href('/anmelden', { weiter: withQuery(path, page.query) }), 303);
}

async function showError(context: HouseContext, kind: ErrorKind): Promise<Response> {
  const house = context.get('house');
  const page = surroundingsOf(context);
  const sheet = house.errorSheet(page, kind, context.get('requestId'), kind === 'busy' || kind === 'offline' ? await sentAgain(context) : undefined);
  context.header('Cache-Control', 'no-store');
  if (kind === 'offline' || kind === 'busy') context.header('Retry-After', kind === 'busy' ? '10' : '30');
  return context.html(await render(page, house.siteLayout(page, sheet)), STATUS[kind]);
}

/** What was typed goes into the answer and nowhere else: with the form's own keys it can be sent again as it is, and is stored once at most. */
async function sentAgain(context: HouseContext): Promise<SentAgain> {
  const { pathname, search } = new URL(context.req.url);
  const address = `${pathname}${search}`;
  if (context.req.method !== 'POST') return { address };
  const raw = await readForm(context).catch(() => undefined);
  const values = raw && Object.entries(raw).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, one] as const));
  const isWhole = values?.every(([name, value]) => isShownAgain(name) && (typeof value === 'string' || value.size === 0));
  return { address, fields: isWhole ? values!.filter((one): one is [string, string] => typeof one[1] === 'string') : undefined };
}
