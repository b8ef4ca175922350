import type { Hono } from 'hono';
import { join } from 'node:path';
import { identifyIn } from './accounts/server/identify.ts';
import { findTown } from './accounts/server/towns.ts';
import { createApp } from './platform/app.tsx';
import type { House, HouseEnv } from './platform/house.ts';
import { navigation, siteRoutes, townRoutes } from './routes.ts';
import { errorSheet } from './site/error-sheet.tsx';
import { siteFrame, townFrame } from './site/frame.tsx';

/** What differs between a running installation and a test. */
export type Surroundings = Pick<House, 'configuration' | 'database' | 'clock' | 'log'>;

/** Puts the parts into the house: the one place that knows them all. */
export function buildApplication(surroundings: Surroundings): { app: Hono<HouseEnv>; house: House } {
  const house: House = {
    ...surroundings, findTown, identify: identifyIn(surroundings.configuration.mode), errorSheet, layout: townFrame(navigation), siteLayout: siteFrame,
  };
  const app = createApp(house, { assetsFolder: join(import.meta.dirname, '..', 'dist'), townRoutes, siteRoutes });
  return { app, house };
}
