import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { readFacilities } from './facilities-permissions.ts';
import { kitaPage } from './pages/kita-page.tsx';
import { KITAS, kitasPage } from './pages/kitas-page.tsx';

/** Kitas for families, and what there is for those who keep it. */
export const facilitiesRoutes = new Hono<HouseEnv>()
  .get(KITAS, page(readFacilities, kitasPage))
  .get(`${KITAS}/:id`, page(readFacilities, kitaPage));
