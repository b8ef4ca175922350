import { groupRules } from '../../monitoring/kita-planning/group-rules.ts';
import type { Day } from '../../platform/day.ts';
import type { AgeBand } from './age-band.ts';
import { landOfPack, type RulePack } from './rule-pack.ts';
import forms from './group-forms.json' with { type: 'json' };

/** A form of groups a Land's law knows, as it holds on a day. Data, not code: group-forms.json; sizes the planning knows come from there. */
interface GroupForm {
  rulePack: RulePack;
  form: string;
  name: string;
  bands: readonly AgeBand[];
  /** hours of care a week the form stands for; missing: any */
  weeklyHours?: number;
  /** most places without inclusion */
  places: number;
  /** places for children with disabilities the form is made for; missing: none is told */
  inclusivePlaces?: number;
  /** from so many inclusive places on, so many places in all */
  inclusiveSteps: readonly { from: number; places: number }[];
  /** with more children under two than `mostUnderTwo` a group has no more than `placesBeyond` places */
  mostUnderTwo?: number;
  placesBeyond?: number;
  /** places that two children may share by turns */
  mostShared: number;
  source: string;
}

type FormRow = Omit<GroupForm, 'places' | 'inclusiveSteps'> & { places?: number; planningKey?: string; inclusiveSteps?: GroupForm['inclusiveSteps']; validFrom: Day; validUntil?: Day };

/** The forms of a rule pack that hold on a day. */
export function groupForms(rulePack: RulePack, on: Day): GroupForm[] {
  const sizes = new Map(groupRules(landOfPack[rulePack], on).map((rule) => [rule.key, rule]));
  return (forms as unknown as FormRow[]).filter((row) => row.rulePack === rulePack && row.validFrom <= on && (row.validUntil === undefined || on < row.validUntil))
    .flatMap(({ planningKey, places, inclusiveSteps = [], validFrom: _from, validUntil: _until, ...row }) => {
      const planned = planningKey === undefined ? undefined : sizes.get(planningKey);
      const most = planned?.places ?? places;
      return most === undefined ? [] : [{ ...row, places: most, inclusiveSteps, ...(planned?.inclusivePlaces === undefined ? {} : { inclusivePlaces: planned.inclusivePlaces }) }];
    });
}

export function findGroupForm(rulePack: RulePack, form: string, on: Day): GroupForm | undefined {
  return groupForms(rulePack, on).find((one) => one.form === form);
}

/** The most places a group of a form may have with so many inclusive ones. */
export function mostPlaces(form: Pick<GroupForm, 'places' | 'inclusiveSteps'>, inclusivePlaces: number): number {
  return form.inclusiveSteps.findLast(({ from }) => inclusivePlaces >= from)?.places ?? form.places;
}

/** A group as it is licensed. */
export interface LicensedGroup {
  rulePack: RulePack;
  form: string;
  licensedPlaces: number;
  inclusivePlaces: number;
  sharedPlaces: number;
  poolId: string | null;
  validFrom: Day;
  validUntil: Day | null;
}

/** What of a group does not fit the Land's rules; the licence itself may say otherwise, so these are questions, not refusals. */
type LicenceQuestion = 'form-unknown' | 'more-than-the-rule' | 'too-many-shared' | 'inclusive-in-plain-form' | 'more-inclusive-than-the-form';

export function licenceQuestions(group: LicensedGroup, on: Day): LicenceQuestion[] {
  const form = findGroupForm(group.rulePack, group.form, on < group.validFrom ? group.validFrom : on);
  if (!form) return ['form-unknown'];
  const isIntegrative = form.inclusivePlaces !== undefined || form.inclusiveSteps.length > 0;
  return [
    ...(group.licensedPlaces > mostPlaces(form, group.inclusivePlaces) ? ['more-than-the-rule' as const] : []),
    ...(group.sharedPlaces > form.mostShared ? ['too-many-shared' as const] : []),
    ...(group.inclusivePlaces > 0 && !isIntegrative && group.rulePack === 'ni-nkitag' ? ['inclusive-in-plain-form' as const] : []),
    ...(form.inclusivePlaces !== undefined && group.inclusivePlaces > form.inclusivePlaces ? ['more-inclusive-than-the-form' as const] : []),
  ];
}

/** Children a group may take: a shared place is for two, by turns (§ 8 Abs. 3 NKiTaG). */
export const childrenOf = ({ licensedPlaces, sharedPlaces }: Pick<LicensedGroup, 'licensedPlaces' | 'sharedPlaces'>): number => licensedPlaces + sharedPlaces;

/**
 * Places the Krippe groups of a pool may have with so many children under two, spread as well as can be: a group with more than seven of them
 * has twelve places (§ 7 Abs. 1 Satz 2 DVO-NKiTaG). Undefined where no rule depends on them or there are few enough.
 */
export function placesWithYoung(groups: readonly LicensedGroup[], poolId: string, on: Day, underTwo: number): number | undefined {
  const own = groups.filter((group) => group.poolId === poolId && group.validFrom <= on && (group.validUntil === null || on < group.validUntil));
  const forms = own.flatMap((group) => { const form = findGroupForm(group.rulePack, group.form, on); return form?.mostUnderTwo === undefined || form.placesBeyond === undefined ? [] : [{ group, few: form.mostUnderTwo, beyond: form.placesBeyond }]; });
  if (forms.length === 0 || forms.length < own.length) return undefined;
  let young = underTwo - forms.reduce((sum, { few }) => sum + few, 0);
  if (young <= 0) return undefined;
  return forms.reduce((sum, { group, few, beyond }) => {
    const isYoung = young > 0;
    if (isYoung) young -= beyond - few;
    return sum + (isYoung ? Math.min(beyond, group.licensedPlaces) : group.licensedPlaces) + group.sharedPlaces;
  }, 0);
}

/** Places the groups of a pool have on a day; on a shared one never both children are there at once. Undefined where no group is entered. */
export function licensedPlaces(groups: readonly LicensedGroup[], poolId: string, on: Day): number | undefined {
  const own = groups.filter((group) => group.poolId === poolId && group.validFrom <= on && (group.validUntil === null || on < group.validUntil));
  return own.length === 0 ? undefined : own.reduce((sum, group) => sum + group.licensedPlaces, 0);
}

/** How many places of a pool two children may share on a day, as its groups' licences say. */
export const sharesAllowed = (groups: readonly LicensedGroup[], poolId: string, on: Day): number => groups
  .filter((group) => group.poolId === poolId && group.validFrom <= on && (group.validUntil === null || on < group.validUntil)).reduce((sum, { sharedPlaces }) => sum + sharedPlaces, 0);

/** Children the groups of a pool may take on a day, if it has groups at all: without one nothing is licensed that could be compared. */
export function licensedChildren(groups: readonly LicensedGroup[], poolId: string, on: Day): number | undefined {
  const own = groups.filter((group) => group.poolId === poolId && group.validFrom <= on && (group.validUntil === null || on < group.validUntil));
  return own.length === 0 ? undefined : own.reduce((sum, group) => sum + childrenOf(group), 0);
}
