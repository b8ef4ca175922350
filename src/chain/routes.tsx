import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { publicPage } from './pages/public-page.tsx';
import { permissions } from './permissions.ts';

/** The chain: for everybody, and for those who work on it. */
export const chainRoutes = new Hono<HouseEnv>()
  .get('/praeventionskette', page(permissions.readPublicChain, publicPage));
