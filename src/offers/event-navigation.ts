import type { NavigationEntry } from '../platform/navigation.ts';
import { readEvents } from './event-permissions.ts';
import { eventTexts } from './event-texts.ts';

export const eventNavigation: readonly NavigationEntry[] = [
  { path: '/diese-woche', label: (language) => eventTexts.in(language)('navigation.week'), may: readEvents, area: 'family' },
];
