// The table of contents of all pages: which part serves what, and the order of the menu.
import type { Hono } from 'hono';
import { navigation as areasNavigation } from './areas/navigation.ts';
import { areasRoutes } from './areas/routes.tsx';
import { navigation as accountsNavigation } from './accounts/navigation.ts';
import { accountsRoutes, siteRoutes as accountsSiteRoutes } from './accounts/routes.tsx';
import { listTowns } from './accounts/server/towns.ts';
import { navigation as chainNavigation } from './chain/navigation.ts';
import { chainRoutes } from './chain/routes.tsx';
import { developmentMailbox } from './platform/development-mailbox.tsx';
import { listOrganizations } from './network/server/organizations.ts';
import type { HouseEnv } from './platform/house.ts';
import type { NavigationEntry } from './platform/navigation.ts';
import { siteRoutes as site, townSiteRoutes } from './site/routes.tsx';

const accounts = accountsRoutes({ organizationChoices: listOrganizations });

/** Pages inside a town, below `/:town`. Accounts stand first: they bring along what keeps sessions in use from ending. */
export const townRoutes: readonly Hono<HouseEnv>[] = [accounts, areasRoutes, chainRoutes, townSiteRoutes];

/** Pages outside any town. */
export const siteRoutes: readonly Hono<HouseEnv>[] = [site, accountsSiteRoutes, developmentMailbox({ listTowns })];

/** The menu of a town, in this order. */
export const navigation: readonly NavigationEntry[] = [...chainNavigation, ...areasNavigation, ...accountsNavigation];
