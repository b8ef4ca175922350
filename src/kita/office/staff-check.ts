import type { Day } from '../../platform/day.ts';
import rules from './staff-rules.json' with { type: 'json' };

/** How a group must be staffed in a Land, from a day on. Data, not code: staff-rules.json. */
export interface StaffRule {
  land: string;
  rulePack: string;
  validFrom: Day;
  validUntil?: Day;
  /** people who must be there during the whole core time */
  inCoreTime: number;
  /** the same before and after it; missing: the Land knows no edge time */
  inEdgeTime?: number;
  /** days a week the core time is offered */
  weeksDays: number;
  /** what a finding cites */
  law: string;
  formLaw?: string;
  /** hours a week each form of groups needs at least, for so many children */
  forms?: Readonly<Record<string, { children: number; skilled: number; assistant: number }>>;
  sources: readonly RuleSource[];
  qualifications: readonly Qualification[];
}

/** isRead: the wording was read, otherwise what others write about it (docs/recht-kita.md). */
interface RuleSource {
  says: string;
  isRead: boolean;
}

export interface Qualification {
  key: string;
  name: string;
  /** counts towards the staffing the law asks for */
  counts: boolean;
  skilled: boolean;
}

/** One person in a group, without a name. Hours a week in the core and in the edge time, null: nobody has said. */
export interface StaffEntry {
  qualification: string;
  weeklyHours: number;
  coreHours: number | null;
  edgeHours: number | null;
}

export interface StaffedGroup {
  form: string;
  licensedPlaces: number;
  /** `08:00` */
  coreFrom: string | null;
  coreUntil: string | null;
  /** with edge time; null: not said */
  openFrom: string | null;
  openUntil: string | null;
  staff: readonly StaffEntry[];
}

/** Hours a week: how many there must be, are, and lack; and what says so. */
interface Lack {
  needed: number;
  have: number;
  missing: number;
  law: string;
}

export type StaffFinding =
  | { code: 'core-time-unknown' | 'edge-time-unknown' | 'no-staff' | 'no-skilled' }
  /** fewer hours than the time needs; what is not said counts with all hours left */
  | ({ code: 'too-few-hours' | 'too-few-edge' } & Lack)
  /** enough only if people whose hours nobody has said work there all the time */
  | ({ code: 'perhaps-too-few' | 'perhaps-too-few-edge' } & Lack)
  /** fewer hours a week than the form of the group needs */
  | ({ code: 'form-skilled' | 'form-all' } & Lack);

export function staffRule(rulePack: string, on: Day): StaffRule | undefined {
  return (rules as unknown as StaffRule[]).find((rule) => rule.rulePack === rulePack && rule.validFrom <= on && (rule.validUntil === undefined || on < rule.validUntil));
}

export const qualificationsOf = (rulePack: string, on: Day): readonly Qualification[] => staffRule(rulePack, on)?.qualifications ?? [];

/** What is not plausible in a group's staffing: hours of core and edge time × people needed, and the hours of its form, against the hours there are. */
export function checkStaff(group: StaffedGroup, rule: StaffRule): StaffFinding[] {
  const kind = (entry: StaffEntry) => rule.qualifications.find(({ key }) => key === entry.qualification);
  const counting = group.staff.filter((entry) => kind(entry)?.counts);
  if (counting.length === 0) return [{ code: 'no-staff' }];
  const skilled = counting.filter((entry) => kind(entry)?.skilled);
  return [...(skilled.length > 0 ? [] : [{ code: 'no-skilled' as const }]), ...checkForm(group, rule, skilled, counting), ...checkTimes(group, rule, counting)];
}

/** The hours of a form stand for its number of children; a group licensed for fewer or more needs them in proportion (§ 1 Abs. 3 Personalverordnung NRW). */
function checkForm({ form, licensedPlaces }: StaffedGroup, { forms, formLaw = '' }: StaffRule, skilled: readonly StaffEntry[], all: readonly StaffEntry[]): StaffFinding[] {
  const asked = forms?.[form];
  if (!asked) return [];
  const part = licensedPlaces / asked.children;
  const hours = (of: readonly StaffEntry[]) => round(of.reduce((sum, { weeklyHours }) => sum + weeklyHours, 0));
  const lackOf = (code: 'form-skilled' | 'form-all', needed: number, have: number): StaffFinding[] => (have < needed ? [{ code, ...lack(needed, have, formLaw) }] : []);
  return [...lackOf('form-skilled', round(asked.skilled * part), hours(skilled)), ...(asked.assistant > 0 ? lackOf('form-all', round((asked.skilled + asked.assistant) * part), hours(all)) : [])];
}

function checkTimes({ coreFrom, coreUntil, openFrom, openUntil }: StaffedGroup, { inCoreTime, inEdgeTime, weeksDays, forms, law }: StaffRule, staff: readonly StaffEntry[]): StaffFinding[] {
  // Where hours hang on the form, a core time is only an addition.
  if (coreFrom === null || coreUntil === null) return forms ? [] : [{ code: 'core-time-unknown' }];
  const core = hoursBetween(coreFrom, coreUntil) * weeksDays;
  const inCore = covered(staff, core, ({ coreHours }) => coreHours, ({ weeklyHours, edgeHours }) => weeklyHours - (edgeHours ?? 0));
  const findings = timeFindings(['too-few-hours', 'perhaps-too-few'], round(core * inCoreTime), inCore, law);
  if (inEdgeTime === undefined) return findings;
  if (openFrom === null || openUntil === null) return [...findings, { code: 'edge-time-unknown' }];
  const edge = hoursBetween(openFrom, openUntil) * weeksDays - core;
  const inEdge = covered(staff, edge, ({ edgeHours }) => edgeHours, ({ weeklyHours, coreHours }) => weeklyHours - (coreHours ?? 0));
  return [...findings, ...timeFindings(['too-few-edge', 'perhaps-too-few-edge'], round(edge * inEdgeTime), inEdge, law)];
}

/** Hours that are certain, and those there are at most; nobody works longer in a time than it lasts. */
function covered(staff: readonly StaffEntry[], week: number, said: (entry: StaffEntry) => number | null, left: (entry: StaffEntry) => number): { certain: number; atMost: number } {
  const sum = (of: (entry: StaffEntry) => number) => round(staff.reduce((total, entry) => total + Math.min(week, of(entry)), 0));
  return { certain: sum((entry) => said(entry) ?? 0), atMost: sum((entry) => said(entry) ?? left(entry)) };
}

function timeFindings([few, perhaps]: readonly ['too-few-hours', 'perhaps-too-few'] | readonly ['too-few-edge', 'perhaps-too-few-edge'], needed: number, { certain, atMost }: { certain: number; atMost: number }, law: string): StaffFinding[] {
  if (atMost < needed) return [{ code: few, ...lack(needed, atMost, law) }];
  return certain < needed ? [{ code: perhaps, ...lack(needed, certain, law) }] : [];
}

const lack = (needed: number, have: number, law: string): Lack => ({ needed, have, missing: round(needed - have), law });

function hoursBetween(from: string, until: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return (minutes(until) - minutes(from)) / 60;
}

const round = (hours: number) => Math.round(hours * 10) / 10;
