import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { officePaths } from './office-paths.ts';
import { welcomeLettersFile, welcomeListPage, welcomeRunPage, welcomeTemplate } from './pages/welcome-pages.tsx';
import { writeWelcomeLetters } from './registration-permissions.ts';
import { fetchWelcomeLetters, mapWelcomeColumns, printWelcomeList, removeWelcomeList, uploadWelcomeList } from './server/welcome-letters.ts';

const ONE = officePaths.oneWelcome(':id{[0-9a-f-]{36}}');

/** Welcome letters from a list of births or arrivals. */
export const welcomeRoutes = new Hono<HouseEnv>()
  .get(officePaths.welcome, page(writeWelcomeLetters, (view) => welcomeListPage(view)))
  .post(officePaths.welcome, submit(uploadWelcomeList, { again: welcomeListPage, done: (id) => officePaths.oneWelcome(id) }))
  .get(`${officePaths.welcome}/vorlage.csv`, page(writeWelcomeLetters, welcomeTemplate))
  .get(ONE, page(writeWelcomeLetters, (view) => welcomeRunPage(view)))
  .post(`${ONE}/spalten`, submit(mapWelcomeColumns, { params: ['id'], again: welcomeRunPage, done: (id) => officePaths.oneWelcome(id) }))
  .post(`${ONE}/setzen`, submit(printWelcomeList, { params: ['id'], again: welcomeRunPage, done: (id) => officePaths.oneWelcome(id) }))
  .post(`${ONE}/abholen`, submit(fetchWelcomeLetters, { params: ['id'], again: welcomeRunPage, done: (id) => `${officePaths.oneWelcome(id)}/briefe.pdf` }))
  .post(`${ONE}/loeschen`, submit(removeWelcomeList, { params: ['id'], again: welcomeRunPage, done: () => `${officePaths.welcome}?getan=geloescht` }))
  .get(`${ONE}/briefe.pdf`, page(writeWelcomeLetters, welcomeLettersFile));
