// The table of contents of all pages: which part serves what, and the order of the menu.
import type { Hono } from 'hono';
import { navigation as areasNavigation } from './areas/navigation.ts';
import { areasRoutes } from './areas/routes.tsx';
import { listTowns } from './accounts/server/towns.ts';
import { developmentMailbox } from './platform/development-mailbox.tsx';
import type { HouseEnv } from './platform/house.ts';
import type { NavigationEntry } from './platform/navigation.ts';
import { siteRoutes as site, townSiteRoutes } from './site/routes.tsx';

/** Pages inside a town, below `/:town`. */
export const townRoutes: readonly Hono<HouseEnv>[] = [areasRoutes, townSiteRoutes];

/** Pages outside any town. */
export const siteRoutes: readonly Hono<HouseEnv>[] = [site, developmentMailbox({ listTowns })];

/** The menu of a town, in this order. */
export const navigation: readonly NavigationEntry[] = [...areasNavigation];
