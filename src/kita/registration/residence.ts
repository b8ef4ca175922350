import type { Day } from '../../platform/day.ts';

/** Where the child lives as its family tells it: here, here from a day on, in another municipality. */
export const residenceKinds = ['here', 'moving', 'elsewhere'] as const;
export type ResidenceKind = (typeof residenceKinds)[number];

export interface Residence {
  kind: ResidenceKind;
  /** of who moves here: from this day on */
  from?: Day | undefined;
}

/** What is kept of it with the child. An empty place says that the family lives here, a missing one that nobody was asked. */
interface ToldResidence {
  comesFrom?: string;
  livesHereFrom?: Day | undefined;
}

/** Instead of the place where the address is blocked (§§ 51, 52 BMG): it appears nowhere. In the words of the office's pages: „wohnt in …“. */
const UNTOLD_PLACE = 'einer anderen Gemeinde';

export function toldResidence(residence: Residence | undefined, address: { city: string; isBlocked: boolean } | undefined): ToldResidence {
  if (!residence) return {};
  if (residence.kind === 'here') return { comesFrom: '', livesHereFrom: undefined };
  return { comesFrom: !address || address.isBlocked || address.city === '' ? UNTOLD_PLACE : address.city, livesHereFrom: residence.kind === 'moving' ? residence.from : undefined };
}

/** The same as it was told, of what is kept. */
export function residenceOf({ comesFrom, livesHereFrom }: { comesFrom: string | null; livesHereFrom: Day | null }): Residence {
  if (livesHereFrom !== null) return { kind: 'moving', from: livesHereFrom };
  return { kind: comesFrom === null ? 'here' : 'elsewhere' };
}

const wordsOf = (text: string): string[] => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}]+/u).filter((word) => word.length > 2);

/** True if the place somebody typed shares no word with the town's name or the names of its areas: perhaps they live elsewhere. O(names). */
export function isUnknownPlace(city: string, names: readonly string[]): boolean {
  const typed = wordsOf(city);
  if (typed.length === 0) return false;
  const known = new Set(names.flatMap(wordsOf));
  return !typed.some((word) => known.has(word));
}
