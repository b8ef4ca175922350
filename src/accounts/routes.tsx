import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { administrationRoutes } from './administration-routes.tsx';
import { ownAccountRoutes } from './own-account-routes.tsx';
import { noteVisits } from './server/note-visits.ts';
import type { OrganizationChoices } from './server/organization-choices.ts';
import { signInRoutes, signInSiteRoutes } from './sign-in-routes.tsx';

interface Doors {
  organizationChoices: OrganizationChoices;
}

/**
 * Pages inside a town. Mount them before those of all other parts: they bring along what keeps sessions in use from ending, for
 * every page of the town.
 */
export function accountsRoutes({ organizationChoices }: Doors): Hono<HouseEnv> {
  return new Hono<HouseEnv>()
    .use('*', noteVisits())
    .route('/', signInRoutes)
    .route('/', ownAccountRoutes)
    .route('/', administrationRoutes(organizationChoices));
}

/** Pages outside any town. */
export const siteRoutes = signInSiteRoutes;
