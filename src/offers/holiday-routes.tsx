import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { HOLIDAYS } from './holiday-paths.ts';
import { holidaysPage } from './pages/holidays-page.tsx';
import { configureHolidays } from './permissions.ts';
import { addHoliday, pasteHolidays, removeHoliday } from './server/holidays.ts';

const saved = ({ count }: { count: number }) => `${HOLIDAYS}?gespeichert=${count}`;

/** School holidays, and the holidays of the town alone. */
export const holidayRoutes = new Hono<HouseEnv>()
  .get(HOLIDAYS, page(configureHolidays, (view) => holidaysPage(view)))
  .post(`${HOLIDAYS}/neu`, submit(addHoliday, { again: holidaysPage, done: saved }))
  .post(`${HOLIDAYS}/einfuegen`, submit(pasteHolidays, { again: holidaysPage, done: saved }))
  .post(`${HOLIDAYS}/:id{[0-9a-f-]{36}}/loeschen`, submit(removeHoliday, { params: ['id'], again: holidaysPage, done: () => `${HOLIDAYS}?geloescht=ja` }));
