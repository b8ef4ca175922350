import type { NavigationEntry } from '../platform/navigation.ts';
import { roundPaths } from './rounds-paths.ts';
import { readLists, readRounds } from './rounds-permissions.ts';
import { staffRoundsTexts } from './rounds-texts.ts';

export const roundsNavigation: NavigationEntry[] = [
  { path: roundPaths.rounds, label: (language) => staffRoundsTexts.in(language)('navigation'), may: readRounds, area: 'work' },
  { path: roundPaths.lists, label: (language) => staffRoundsTexts.in(language)('navigation.lists'), may: readLists, area: 'work' },
];
