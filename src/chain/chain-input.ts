import type { Ages } from '../offers/age.ts';
import type { FieldOfAction } from '../offers/field-of-action.ts';
import type { LifePhase, Transition } from '../offers/phase.ts';
import type { ResponsibleLevel, YesNoUnknown } from '../offers/service.ts';
import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';

/** WGS84, degrees. */
export interface Point {
  longitude: number;
  latitude: number;
}

export interface ChainArea {
  id: Uuid;
  /** the area above, if it is one of the given areas */
  parentId?: Uuid;
  name: string;
  position: number;
  /** of its boundary; without a boundary nobody knows where the area is */
  centroid?: Point;
}

/** Children of one single year of age in one area at the Stichtag; `children` missing is unknown, never 0. */
export interface ChildFigure {
  areaId: Uuid;
  ageYears: number;
  children?: number;
}

/** A weekly rule; times are minutes since midnight in Europe/Berlin wall time. */
export interface ChainSchedule {
  /** 1 Monday … 7 Sunday */
  weekday: number;
  opensAt: number;
  closesAt: number;
  intervalWeeks: number;
  /** first day of a rule of every n weeks */
  firstDay?: Day;
  /** n-th weekday of the month, 5 = last */
  weekOfMonth?: number;
  validFrom?: Day;
  /** the rule ends the day before */
  validUntil?: Day;
}

export interface OfferPlace {
  locationId: Uuid;
  areaId?: Uuid;
  point?: Point;
}

/** An offer as the chain needs it. Missing values are unknown. */
export interface ChainOffer extends Ages {
  id: Uuid;
  name: string;
  organizationId: Uuid;
  organizationName: string;
  /** phases it names itself; empty: they follow from its ages */
  phaseIds: readonly Uuid[];
  transitionIds: readonly Uuid[];
  fieldIds: readonly Uuid[];
  /** areas it serves; empty: the whole municipality */
  areaIds: readonly Uuid[];
  at: readonly OfferPlace[];
  /** ISO 639; empty: unknown */
  languages: readonly string[];
  freeOfCharge: YesNoUnknown;
  walkIn: YesNoUnknown;
  outreach: YesNoUnknown;
  responsibleLevel: ResponsibleLevel;
  places?: number;
  weeklyHours?: number;
  /** last day on which somebody confirmed the entry; missing: nobody has */
  assuredAt?: Day;
  /** first day of the offer */
  validFrom?: Day;
  /** the offer ends the day before */
  validUntil?: Day;
  /** empty: nobody knows when */
  schedules: readonly ChainSchedule[];
}

/** Everything the matrix of one municipality is computed from, on one day. */
export interface ChainTown {
  on: Day;
  /** Stichtag of the child figures, if there are any */
  childrenOn?: Day;
  phases: readonly LifePhase[];
  transitions: readonly Transition[];
  fields: readonly FieldOfAction[];
  /** the areas valid on that day; `rootAreaId` is one of them */
  areas: readonly ChainArea[];
  rootAreaId: Uuid;
  children: readonly ChildFigure[];
  /** active offers; those of other days are left out by the rules */
  offers: readonly ChainOffer[];
}

/** True on the days from `validFrom` to the day before `validUntil`; open ends are open. */
export function isValidOn(span: { validFrom?: Day; validUntil?: Day }, on: Day): boolean {
  return (span.validFrom === undefined || span.validFrom <= on) && (span.validUntil === undefined || on < span.validUntil);
}
