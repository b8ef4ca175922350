import type { Uuid } from '../../platform/id.ts';
import type { AgeBand } from '../facilities/age-band.ts';
import { checkStaff, type StaffEntry, type StaffFinding, type StaffRule } from './staff-check.ts';

/** A group on the key date, with the children and people in it. */
export interface ReportedGroup {
  groupId: Uuid;
  facilityId: Uuid;
  facilityName: string;
  organizationName: string;
  name: string;
  rulePack: string;
  form: string;
  formName: string;
  licensedPlaces: number;
  inclusivePlaces: number;
  sharedPlaces: number;
  coreFrom: string | null;
  coreUntil: string | null;
  openFrom: string | null;
  openUntil: string | null;
  children: Record<AgeBand, number>;
  staff: readonly StaffEntry[];
}

export interface GroupFigures {
  children: number;
  people: number;
  skilled: number;
  /** hours a week of those who count */
  hours: number;
}

export function figuresOfGroup({ children, staff }: Pick<ReportedGroup, 'children' | 'staff'>, rule: StaffRule | undefined): GroupFigures {
  const kind = ({ qualification }: StaffEntry) => rule?.qualifications.find(({ key }) => key === qualification);
  const counting = staff.filter((entry) => kind(entry)?.counts);
  return {
    children: children['under-3'] + children['from-3'] + children.school, people: counting.length, skilled: counting.filter((entry) => kind(entry)?.skilled).length,
    hours: Math.round(counting.reduce((sum, { weeklyHours }) => sum + weeklyHours, 0) * 10) / 10,
  };
}

export type GroupFinding = StaffFinding | { code: 'too-many-children'; children: number; places: number } | { code: 'no-rule' };

/** What is not plausible of a group on the key date. */
export function checkGroup(group: ReportedGroup, rule: StaffRule | undefined): GroupFinding[] {
  const { children } = figuresOfGroup(group, rule);
  const most = group.licensedPlaces + group.sharedPlaces;
  return [
    ...(children > most ? [{ code: 'too-many-children' as const, children, places: most }] : []),
    ...(rule ? checkStaff(group, rule) : [{ code: 'no-rule' as const }]),
  ];
}

export const differenceKinds = ['group-opened', 'group-closed', 'form', 'places', 'inclusive', 'children', 'people', 'hours'] as const;

export interface Difference {
  kind: (typeof differenceKinds)[number];
  facilityName: string;
  groupName: string;
  before: number | string | null;
  now: number | string | null;
}

/**
 * What is different from the last key date, group by group: a group is the same while it keeps its name in its facility, whatever was licensed
 * anew. All sums of both reports differ by exactly these lines.
 */
export function differencesOf(before: readonly ReportedGroup[], now: readonly ReportedGroup[], ruleOf: (rulePack: string) => StaffRule | undefined): Difference[] {
  const key = (group: ReportedGroup) => `${group.facilityId} ${group.name}`;
  const earlier = new Map(before.map((group) => [key(group), group]));
  const later = new Set(now.map(key));
  const named = (group: ReportedGroup) => ({ facilityName: group.facilityName, groupName: group.name });
  const closed = before.filter((group) => !later.has(key(group))).map((group): Difference => ({ kind: 'group-closed', ...named(group), before: group.licensedPlaces, now: null }));
  return [...closed, ...now.flatMap((group): Difference[] => {
    const old = earlier.get(key(group));
    if (!old) return [{ kind: 'group-opened', ...named(group), before: null, now: group.licensedPlaces }];
    const [was, is] = [figuresOfGroup(old, ruleOf(old.rulePack)), figuresOfGroup(group, ruleOf(group.rulePack))];
    const lines: [Difference['kind'], number | string, number | string][] = [
      ['form', old.formName, group.formName], ['places', old.licensedPlaces, group.licensedPlaces], ['inclusive', old.inclusivePlaces, group.inclusivePlaces],
      ['children', was.children, is.children], ['people', was.people, is.people], ['hours', was.hours, is.hours],
    ];
    return lines.filter(([, one, other]) => one !== other).map(([kind, one, other]) => ({ kind, ...named(group), before: one, now: other }));
  })];
}

