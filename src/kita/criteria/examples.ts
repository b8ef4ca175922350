import { addMonths, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import { criteriaTexts } from '../criteria-texts.ts';
import type { Catalogue, Criterion } from './catalogue.ts';
import { criterionLabel, quantity, sayList } from './criterion-words.ts';
import { factOf } from './fact.ts';
import { judge, type Judgement } from './judge.ts';
import { rankOfGroup } from './parents-text.ts';
import { ANY_LAND, bornMonthsBefore, firstAugust, INVENTED_CHILD, type Situation } from './situations.ts';

/** An invented child and what `judge` says of it. */
export interface Example {
  name: string;
  ageMonths: number;
  judgement: Judgement;
}

const names = ['Mia', 'Elif', 'Danylo', 'Noor'] as const;
const SOMEWHERE = INVENTED_CHILD;

/**
 * Examples that show the catalogue at work: a child to whom nothing special applies, one with the heaviest points of the family, one with several, one
 * of the first priority group. Criteria of single facilities are left out. Who would be judged the same as another is not shown twice.
 */
export function examplesOf(catalogue: Pick<Catalogue, 'criteria' | 'nonResidents' | 'validFrom'>): Example[] {
  const startsOn = firstAugust(catalogue.validFrom);
  const general = catalogue.criteria.filter(({ facilityId, organizationId }) => facilityId === null && organizationId === null);
  const told = general.filter(({ kind, fact, amount }) => kind === 'points' && amount! > 0 && factOf(fact).origin === 'family').toSorted((a, b) => b.amount! - a.amount!);
  const nearby = general.filter(({ kind, fact, amount }) => kind === 'points' && amount! > 0 && factOf(fact).scope === 'facility').toSorted((a, b) => b.amount! - a.amount!);
  const groups = general.filter(({ kind }) => kind === 'group').toSorted((a, b) => a.amount! - b.amount!);
  const required = general.filter(({ kind }) => kind === 'requirement');
  const wanted: Criterion[][] = [[], told.slice(0, 1), [...told.slice(1, 2), ...nearby.slice(0, 1)], groups.slice(0, 1)];
  const shown: Example[] = [];
  for (const criteria of wanted) {
    const { child, wish, ageMonths } = situation(startsOn, [...required, ...criteria]);
    const judgement = judge(catalogue, child, wish);
    const isNew = !shown.some((example) => JSON.stringify(example.judgement) === JSON.stringify(judgement));
    if (judgement.ineligible === undefined && isNew) shown.push({ name: names[shown.length]!, ageMonths, judgement });
  }
  return shown;
}

/** A three-year-old who starts in August, with what the given criteria ask. */
function situation(startsOn: Day, criteria: readonly Criterion[]): Situation & { ageMonths: number } {
  let ageMonths = 36;
  let waited = 0;
  const proved = new Map<string, number | true>();
  const at: { siblings: Uuid[]; held: Uuid | null; isInCatchment: boolean; inclusive: boolean } = { siblings: [], held: null, isInCatchment: false, inclusive: false };
  for (const { fact, condition: { atLeast, atMost } } of criteria) {
    if (fact === 'age-at-start') ageMonths = Math.min(Math.max(ageMonths, atLeast ?? 0), atMost ?? 200);
    else if (fact === 'last-year-before-school') ageMonths = 60;
    else if (fact === 'waits-since') waited = atLeast ?? Math.min(12, atMost ?? 12);
    else if (fact === 'sibling-in-facility') at.siblings = [SOMEWHERE];
    else if (fact === 'in-catchment') at.isInCatchment = true;
    else if (fact === 'holds-place-here' || fact === 'same-provider') at.held = SOMEWHERE;
    else if (fact === 'needs-inclusive-seat') at.inclusive = true;
    else if (factOf(fact).origin === 'family') proved.set(fact, factOf(fact).value === 'truth' ? true : (atLeast ?? atMost ?? 1));
  }
  return {
    ageMonths,
    child: {
      childId: INVENTED_CHILD, bornOn: bornMonthsBefore(startsOn, ageMonths), startsOn, rulePack: ANY_LAND, areaId: null, isResident: true, needsInclusiveSeat: at.inclusive, waitsSince: addMonths(startsOn, -waited),
      proved, siblingFacilityIds: at.siblings, catchmentFacilityIds: at.isInCatchment ? [SOMEWHERE] : [], heldFacilityId: at.held, heldOrganizationId: at.held,
    },
    wish: {
      facilityId: SOMEWHERE, organizationId: SOMEWHERE, isInCatchment: at.isInCatchment,
      seatType: { ageBand: ageMonths < 36 ? 'under-3' : ageMonths < 78 ? 'from-3' : 'school', weeklyHours: 40, isInclusive: false },
    },
  };
}

/** The examples in words, and who of them would get a last free place. */
export function examplesText(catalogue: Pick<Catalogue, 'criteria' | 'nonResidents' | 'validFrom'>, language: Language): { children: string[][]; last?: string } {
  const t = criteriaTexts.in(language);
  const examples = examplesOf(catalogue);
  const byId = new Map(catalogue.criteria.map((criterion) => [criterion.id, criterion]));
  const children = examples.map(({ name, ageMonths, judgement }) => [
    t('example.points', { name, age: quantity('age-at-start', ageMonths, language), points: judgement.points }),
    ...(judgement.lines.length === 0 ? [] : [t('example.lines', { lines: sayList(judgement.lines.map(({ criterionId, points }) => t('example.line', { label: criterionLabel(byId.get(criterionId)!, language), points })), language) })]),
    ...(judgement.groupCriterionId === null ? [] : [t('example.group', { name, rank: rankOfGroup(catalogue, judgement.group), label: criterionLabel(byId.get(judgement.groupCriterionId)!, language) })]),
  ]);
  if (examples.length < 2) return { children };
  const order = examples.toSorted((a, b) => a.judgement.group - b.judgement.group || b.judgement.points - a.judgement.points);
  const equals = order.filter(({ judgement: { group, points } }) => group === order[0]!.judgement.group && points === order[0]!.judgement.points);
  const all = sayList(examples.map(({ name }) => name), language);
  const last = equals.length === 1 ? t('example.winner', { names: all, winner: order[0]!.name }) : t('example.draw', { names: all, equals: sayList(equals.map(({ name }) => name), language) });
  return { children, last };
}

