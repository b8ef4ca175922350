import type { View } from '../../platform/house.ts';
import { officePaths } from '../office-paths.ts';
import { readOffice } from '../office-permissions.ts';
import { officeTexts } from '../office-texts.ts';

/** First step of the way to a Kita page, for whoever may open the office's work list; others begin at the page's own list. */
export const officeCrumb = (view: View): { label: string; href: string }[] => (
  readOffice.allows(view.who) ? [{ label: officeTexts.in('de')('title'), href: view.href(officePaths.dashboard) }] : []
);
