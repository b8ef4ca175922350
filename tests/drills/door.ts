import type { Hono } from 'hono';
import type { HouseEnv } from '../../src/platform/house.ts';

/** An application as a browser reaches it: in this process or over the network. */
export interface Door {
  origin: string;
  /** redirects are not followed; rejects if nobody answers */
  request(path: string, init?: RequestInit): Promise<Response>;
}

export function doorOfApp(app: Hono<HouseEnv>, origin: string): Door {
  return { origin, request: async (path, init) => app.request(new URL(path, origin), init) };
}

/** Nobody waits longer for a page. */
const PATIENCE_MS = 30_000;

export function doorOfServer(origin: string): Door {
  return { origin, request: (path, init) => fetch(new URL(path, origin), { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS), ...init }) };
}
