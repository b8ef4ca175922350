import { addMonths, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { StepFree } from '../location.ts';
import type { WeeklyRule } from '../schedule.ts';
import type { YesNoUnknown } from '../service.ts';
import type { SealCode } from './code.ts';
import type { Validity } from './seal.ts';

/** What a point may have. Codes, so that every language has words for them. */
export const equipmentCodes = [
  'changing-table', 'chair', 'screen', 'own-room', 'washbasin', 'wipes', 'nappies', 'bin', 'water', 'bottle-warmer', 'socket', 'pram-space', 'wheelchair-space', 'play-corner', 'fathers-welcome',
] as const;
export type Equipment = (typeof equipmentCodes)[number];

export const checkResults = ['good', 'faults', 'gone'] as const;
export type CheckResult = (typeof checkResults)[number];

/** Somebody looked: who by the name of the body, never a person's. */
export interface PointCheck {
  checkedOn: Day;
  checkedBy: string;
  result: CheckResult;
  /** what was found */
  equipment: readonly Equipment[];
  note: string;
  /** only where it was good; it ends the day before */
  validUntil?: Day;
}

/** A Still- und Wickelpunkt. */
export interface PlacePoint {
  id: Uuid;
  locationId: Uuid;
  /** who runs the place */
  organizationId?: Uuid;
  name: string;
  nursing: YesNoUnknown;
  changing: YesNoUnknown;
  /** what the place promises */
  equipment: readonly Equipment[];
  wheelchair: StepFree;
  /** where inside: „1. Stock, links neben dem Aufzug“ */
  wayNote: string;
  /** none: unknown */
  hours: readonly PointHours[];
  hoursNote: string;
  status: 'draft' | 'active' | 'withdrawn';
  withdrawnBecause: string;
  checkEveryMonths: number;
  code?: SealCode;
  /** newest first */
  checks: readonly PointCheck[];
  isDemo: boolean;
}

export interface PointHours {
  weekday: number;
  opensAt: string;
  closesAt: string;
}

/** Opening times as the rules every other time is said by. */
export function pointRules(hours: readonly PointHours[]): WeeklyRule[] {
  return hours.map((one) => ({ ...one, intervalWeeks: 1, byAppointment: false, note: '' }));
}

/** Whether the sticker holds: looked at, found good, and not too long ago. */
export function pointValidity(point: Pick<PlacePoint, 'status' | 'checks'>, today: Day): Validity {
  if (point.status === 'withdrawn') return 'withdrawn';
  const last = point.checks[0];
  if (!last) return 'pending';
  if (last.result === 'gone') return 'withdrawn';
  if (last.validUntil === undefined) return 'expired';
  return today < last.validUntil ? 'valid' : 'expired';
}

/** What to show as equipment: what was found the last time, or, where nobody looked yet, what is promised. */
export function shownEquipment(point: Pick<PlacePoint, 'equipment' | 'checks'>): readonly Equipment[] {
  return point.checks[0]?.equipment ?? point.equipment;
}

export type Duty = { kind: 'never-checked' } | { kind: 'overdue'; since: Day } | { kind: 'due'; by: Day } | { kind: 'later'; by: Day };

/** How long before the end of a check the next one is on the list. */
const DUE_MONTHS = 1;

/** When the next check is to be made; faults are to be looked at again within a month. */
export function checkDuty(point: Pick<PlacePoint, 'checks'>, today: Day): Duty {
  const last = point.checks[0];
  if (!last) return { kind: 'never-checked' };
  const by = last.validUntil ?? addMonths(last.checkedOn, DUE_MONTHS);
  if (today >= by) return { kind: 'overdue', since: by };
  return today >= addMonths(by, -DUE_MONTHS) ? { kind: 'due', by } : { kind: 'later', by };
}
