import type { Day } from '../../platform/day.ts';
import rules from './staff-rules.json' with { type: 'json' };

/** How a group must be staffed in the core time of a Land, from a day on. Data, not code: staff-rules.json. */
export interface StaffRule {
  land: string;
  rulePack: string;
  validFrom: Day;
  validUntil?: Day;
  /** people who must be there during the whole core time */
  inCoreTime: number;
  /** days a week the core time is offered */
  weeksDays: number;
  source: string;
  qualifications: readonly Qualification[];
}

export interface Qualification {
  key: string;
  name: string;
  /** counts towards the staffing the law asks for */
  counts: boolean;
  skilled: boolean;
}

/** One person in a group, without a name. coreHours: hours a week in the core time, null: nobody has said. */
export interface StaffEntry {
  qualification: string;
  weeklyHours: number;
  coreHours: number | null;
}

export interface StaffedGroup {
  /** `08:00` */
  coreFrom: string | null;
  coreUntil: string | null;
  staff: readonly StaffEntry[];
}

export type StaffFinding =
  | { code: 'core-time-unknown' }
  | { code: 'no-staff' }
  | { code: 'no-skilled' }
  /** fewer hours than the core time needs; what is not said counts with all weekly hours */
  | { code: 'too-few-hours'; needed: number; have: number }
  /** enough only if people whose core hours nobody has said work there all the time */
  | { code: 'perhaps-too-few'; needed: number; have: number };

export function staffRule(rulePack: string, on: Day): StaffRule | undefined {
  return (rules as unknown as StaffRule[]).find((rule) => rule.rulePack === rulePack && rule.validFrom <= on && (rule.validUntil === undefined || on < rule.validUntil));
}

export const qualificationsOf = (rulePack: string, on: Day): readonly Qualification[] => staffRule(rulePack, on)?.qualifications ?? [];

/** What is not plausible in a group's staffing: hours of core time × people needed against the hours there are. */
export function checkStaff({ coreFrom, coreUntil, staff }: StaffedGroup, rule: StaffRule): StaffFinding[] {
  const kind = (entry: StaffEntry) => rule.qualifications.find(({ key }) => key === entry.qualification);
  const counting = staff.filter((entry) => kind(entry)?.counts);
  if (counting.length === 0) return [{ code: 'no-staff' }];
  const findings: StaffFinding[] = counting.some((entry) => kind(entry)?.skilled) ? [] : [{ code: 'no-skilled' }];
  if (coreFrom === null || coreUntil === null) return [...findings, { code: 'core-time-unknown' }];
  const week = hoursBetween(coreFrom, coreUntil) * rule.weeksDays;
  const needed = round(week * rule.inCoreTime);
  // Nobody works longer in the core time than it lasts.
  const certain = round(counting.reduce((sum, { coreHours }) => sum + Math.min(week, coreHours ?? 0), 0));
  const atMost = round(counting.reduce((sum, { coreHours, weeklyHours }) => sum + Math.min(week, coreHours ?? weeklyHours), 0));
  if (atMost < needed) return [...findings, { code: 'too-few-hours', needed, have: atMost }];
  return certain < needed ? [...findings, { code: 'perhaps-too-few', needed, have: certain }] : findings;
}

function hoursBetween(from: string, until: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return (minutes(until) - minutes(from)) / 60;
}

const round = (hours: number) => Math.round(hours * 10) / 10;
