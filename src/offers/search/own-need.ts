import { baseNeeds, baseThesaurus, readList } from './base-thesaurus.ts';
import { Thesaurus, type Concept } from './thesaurus.ts';

/** A need as a municipality words it; the lists as they were typed. */
export interface OwnNeed {
  id: string;
  /** the need of the program whose place it takes */
  baseKey?: string;
  /** what families say; besides the program's words where it has a baseKey */
  asked: string;
  /** what offers that answer it are called; empty with a baseKey: as the program says */
  means: string;
  /** what may help as well */
  alsoMeans: string;
  /** the program's need does not count here */
  isOff: boolean;
}

const byKey = new Map(baseNeeds.map((need) => [need.key, need]));

export function baseNeed(key: string): Concept | undefined {
  return byKey.get(key);
}

/** The program's thesaurus with what a municipality changed in it. O(words of its own needs). */
export function thesaurusWith(own: readonly OwnNeed[]): Thesaurus {
  if (own.length === 0) return baseThesaurus;
  const replaced = new Set(own.flatMap(({ baseKey }) => baseKey ?? []));
  return new Thesaurus(own.filter(({ isOff }) => !isOff).map(conceptOf), baseThesaurus, replaced);
}

function conceptOf(own: OwnNeed): Concept {
  const base = own.baseKey === undefined ? undefined : byKey.get(own.baseKey);
  const asked = readList(own.asked);
  const means = [readList(own.means), readList(own.alsoMeans)].filter((step) => step.length > 0);
  return {
    key: own.baseKey ?? own.id,
    // Latin script may be German, English or Turkish: nobody is asked which.
    asked: { ...base?.asked, de: [...(base?.asked.de ?? []), ...asked], en: [...(base?.asked.en ?? []), ...asked], tr: [...(base?.asked.tr ?? []), ...asked] },
    means: own.means.trim() === '' && base ? [...base.means, readList(own.alsoMeans)] : means,
  };
}

/** How a need is called in a list: the first things families say. */
export function needLabel(need: Concept): string {
  return (need.asked.de ?? []).slice(0, 3).join(', ');
}
