import type { Point } from '../areas/beeline.ts';
import type { CountedOffer } from '../offers/counted-offer.ts';
import type { FieldOfAction } from '../offers/field-of-action.ts';
import type { LifePhase, Transition } from '../offers/phase.ts';
import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';

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

/** An offer as the chain needs it. Missing values are unknown. */
export type ChainOffer = CountedOffer;

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
