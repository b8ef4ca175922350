// The table of contents of all pages: which part serves what, and the order of the menu.
import type { Hono } from 'hono';
import { navigation as accountsNavigation } from './accounts/navigation.ts';
import { accountsRoutes, siteRoutes as accountsSiteRoutes } from './accounts/routes.tsx';
import { listTowns } from './accounts/server/towns.ts';
import { navigation as areasNavigation } from './areas/navigation.ts';
import { areasRoutes } from './areas/routes.tsx';
import { navigation as chainNavigation } from './chain/navigation.ts';
import { chainRoutes } from './chain/routes.tsx';
import { navigation as monitoringNavigation } from './monitoring/navigation.ts';
import { figuresNavigation, figuresRoutes } from './monitoring/figures-routes.tsx';
import { focusNavigation, focusRoutes } from './monitoring/focus-routes.tsx';
import { storeHandedOver } from './monitoring/server/hand-over.ts';
import { monitoringRoutes } from './monitoring/routes.tsx';
import { criteriaNavigation } from './kita/criteria-navigation.ts';
import { criteriaRoutes } from './kita/criteria-routes.tsx';
import { decisionNavigation, decisionRoutes } from './kita/decision-routes.tsx';
import { facilitiesNavigation } from './kita/facilities-navigation.ts';
import { facilitiesRoutes } from './kita/facilities-routes.tsx';
import { officeFigureRoutes } from './kita/office-figure-routes.tsx';
import { officeNavigation, officeRoutes } from './kita/office-routes.tsx';
import { officeSeriesRoutes } from './kita/office-series-routes.tsx';
import { registrationNavigation } from './kita/registration-navigation.ts';
import { registrationRoutes } from './kita/registration-routes.tsx';
import { welcomeRoutes } from './kita/welcome-routes.tsx';
import { roundsNavigation } from './kita/rounds-navigation.ts';
import { roundsRoutes } from './kita/rounds-routes.tsx';
import { kitaPlanNavigation } from './monitoring/kita-plan-navigation.ts';
import { kitaPlanRoutes } from './monitoring/kita-plan-routes.tsx';
import { navigation as networkNavigation } from './network/navigation.ts';
import { networkRoutes } from './network/routes.tsx';
import { listOrganizations } from './network/server/organizations.ts';
import { navigation as offersNavigation } from './offers/navigation.ts';
import { offersRoutes } from './offers/routes.tsx';
import { configurationNavigation } from './offers/configuration-navigation.ts';
import { offersConfigurationRoutes } from './offers/configuration-routes.tsx';
import { callRoutes } from './offers/call-routes.tsx';
import { duplicateNavigation } from './offers/duplicate-navigation.ts';
import { duplicateRoutes } from './offers/duplicate-routes.tsx';
import { holidayRoutes } from './offers/holiday-routes.tsx';
import { guideRoutes } from './offers/guide-routes.tsx';
import { eventNavigation } from './offers/event-navigation.ts';
import { eventRoutes } from './offers/event-routes.tsx';
import { weekRoutes } from './offers/week-routes.tsx';
import { sealNavigation } from './offers/seal-navigation.ts';
import { sealRoutes } from './offers/seal-routes.tsx';
import { freshnessRoutes } from './offers/freshness-routes.tsx';
import { revisionNavigation, revisionRoutes } from './offers/revision-routes.tsx';
import { feedRoutes, feedSiteRoutes } from './offers/feed-routes.tsx';
import { hsdsRoutes } from './offers/hsds-routes.tsx';
import { searchNavigation, searchRoutes } from './offers/search-routes.tsx';
import { interfacesNavigation } from './offers/interfaces-navigation.ts';
import { calendarImportNavigation, calendarImportRoutes } from './offers/calendar-import-routes.tsx';
import { printNavigation, printRoutes } from './offers/print-routes.tsx';
import { offersImportRoutes } from './offers/import-routes.tsx';
import { awarenessNavigation } from './offers/awareness-navigation.ts';
import { awarenessRoutes } from './offers/awareness-routes.tsx';
import { translationNavigation } from './offers/translation-navigation.ts';
import { translationRoutes } from './offers/translation-routes.tsx';
import { developmentMailbox } from './platform/development-mailbox.tsx';
import type { HouseEnv } from './platform/house.ts';
import type { NavigationEntry } from './platform/navigation.ts';
import { siteRoutes as ownSiteRoutes, townSiteRoutes } from './site/routes.tsx';

/** The menu of a town, in this order. */
export const navigation: readonly NavigationEntry[] = [...offersNavigation, ...eventNavigation, ...facilitiesNavigation, ...registrationNavigation, ...criteriaNavigation, ...officeNavigation, ...roundsNavigation, ...decisionNavigation, ...chainNavigation, ...monitoringNavigation, ...figuresNavigation, ...focusNavigation, ...kitaPlanNavigation, ...revisionNavigation, ...awarenessNavigation, ...translationNavigation, ...duplicateNavigation, ...sealNavigation, ...configurationNavigation, ...printNavigation, ...calendarImportNavigation, ...interfacesNavigation, ...searchNavigation, ...networkNavigation, ...areasNavigation, ...accountsNavigation];

/** Pages inside a town, below `/:town`. Accounts come first: they keep sessions in use from ending. */
export const townRoutes: readonly Hono<HouseEnv>[] = [
  accountsRoutes({ organizationChoices: listOrganizations }),
  areasRoutes,
  monitoringRoutes,
  figuresRoutes,
  focusRoutes,
  kitaPlanRoutes,
  roundsRoutes,
  decisionRoutes,
  registrationRoutes,
  criteriaRoutes,
  officeRoutes,
  officeFigureRoutes({ storeFigures: storeHandedOver }),
  officeSeriesRoutes,
  welcomeRoutes,
  facilitiesRoutes,
  networkRoutes,
  hsdsRoutes,
  feedRoutes,
  printRoutes,
  calendarImportRoutes,
  eventRoutes,
  weekRoutes,
  sealRoutes,
  guideRoutes,
  searchRoutes,
  offersImportRoutes,
  offersConfigurationRoutes,
  awarenessRoutes,
  callRoutes,
  duplicateRoutes,
  holidayRoutes,
  translationRoutes,
  revisionRoutes,
  freshnessRoutes,
  offersRoutes,
  chainRoutes,
  townSiteRoutes(navigation),
];

/** Pages outside any town. */
export const siteRoutes: readonly Hono<HouseEnv>[] = [ownSiteRoutes, feedSiteRoutes, accountsSiteRoutes, developmentMailbox({ listTowns })];
