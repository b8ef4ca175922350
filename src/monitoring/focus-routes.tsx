import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import type { NavigationEntry } from '../platform/navigation.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { focusTexts } from './focus-texts.ts';
import { FOCUS, focusChoicePage, focusDecisionPage, focusListPage } from './pages/focus-pages.tsx';
import { chooseFocusAreas } from './permissions.ts';
import { decideFocus } from './server/focus-decisions.ts';

export const focusNavigation: NavigationEntry[] = [
  { path: FOCUS, label: (language) => focusTexts.in(language)('title'), may: chooseFocusAreas, area: 'work' },
];

export const focusRoutes = new Hono<HouseEnv>()
  .get(FOCUS, page(chooseFocusAreas, focusListPage))
  .get(`${FOCUS}/neu`, page(chooseFocusAreas, (view) => focusChoicePage(view)))
  .post(`${FOCUS}/neu`, submit(decideFocus, { again: focusChoicePage, done: (id) => `${FOCUS}/${id}` }))
  .get(`${FOCUS}/:decision`, page(chooseFocusAreas, focusDecisionPage));
