import type { Day } from '../../platform/day.ts';
import type { Band } from './demand.ts';
import rules from './group-rules.json' with { type: 'json' };

/** How many places a group of a Land has, from a day on. Data, not code: group-rules.json. */
export interface GroupRule {
  land: string;
  key: string;
  name: string;
  band: Band;
  /** all places, inclusive ones among them */
  places: number;
  /** a form for both ages: at most so many of its places are for children under three */
  underThree?: number;
  inclusivePlaces?: number;
  validFrom: Day;
  validUntil?: Day;
  source: string;
}

/** The rules of a Land by its name that hold on a day. */
export function groupRules(land: string, on: Day): GroupRule[] {
  return (rules as GroupRule[]).filter((rule) => rule.land === land && rule.validFrom <= on && (rule.validUntil === undefined || on < rule.validUntil));
}

/** The forms new groups of a band can have, each with the places it gives this band; made for inclusion or not at all. */
export function formsFor(band: Band, rules: readonly GroupRule[]): GroupRule[] {
  return rules.flatMap((rule) => {
    if (rule.inclusivePlaces) return [];
    if (rule.underThree === undefined) return rule.band === band ? [rule] : [];
    return [{ ...rule, band, places: band === 'under-3' ? rule.underThree : rule.places - rule.underThree }];
  });
}

/** Whole groups for so many missing places; 0 for none. */
export function groupsFor(missingPlaces: number, rule: Pick<GroupRule, 'places'>): number {
  return missingPlaces <= 0 ? 0 : Math.ceil(missingPlaces / rule.places);
}

/** Places lost where groups become inclusive: an integrative Kindergarten group takes 18 children instead of 25. */
export function placesLostToInclusion(inclusivePlacesNeeded: number, inclusive: GroupRule, plain: GroupRule): { groups: number; placesLost: number } {
  const groups = inclusive.inclusivePlaces ? Math.ceil(inclusivePlacesNeeded / inclusive.inclusivePlaces) : 0;
  return { groups, placesLost: groups * Math.max(0, plain.places - inclusive.places) };
}
