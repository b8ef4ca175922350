import type { Point } from '../areas/beeline.ts';
import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import type { Ages } from './age.ts';
import type { ResponsibleLevel, YesNoUnknown } from './service.ts';

/** A weekly rule; times are minutes since midnight in Europe/Berlin wall time. */
export interface CountedSchedule {
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

export interface CountedPlace {
  locationId: Uuid;
  areaId?: Uuid;
  point?: Point;
}

/** An offer as it is counted, active or resting: what the chain needs of it. Missing values are unknown. */
export interface CountedOffer extends Ages {
  id: Uuid;
  name: string;
  organizationId: Uuid;
  organizationName: string;
  /** nobody answered whether it still exists: it is neither there nor gone, but unknown */
  isResting?: true;
  /** phases it names itself; empty: they follow from its ages */
  phaseIds: readonly Uuid[];
  transitionIds: readonly Uuid[];
  fieldIds: readonly Uuid[];
  /** areas it serves; empty: the whole municipality */
  areaIds: readonly Uuid[];
  at: readonly CountedPlace[];
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
  schedules: readonly CountedSchedule[];
}
