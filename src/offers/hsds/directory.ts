import type { Area } from '../../areas/area-tree.ts';
import type { Organization } from '../../network/organization.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import type { DayCalendar } from '../holidays/day-calendar.ts';
import type { Location } from '../location.ts';
import type { LifePhase, Transition } from '../phase.ts';

/** What the objects of the interface are made of besides the offers themselves. */
export interface HsdsDirectory {
  municipalityId: Uuid;
  /** of this town, without a slash at the end: `https://lueckenlos.example/alfeld` */
  base: string;
  land: string;
  today: Day;
  calendar: DayCalendar;
  organizations: ReadonlyMap<Uuid, Organization>;
  locations: ReadonlyMap<Uuid, Location>;
  areas: ReadonlyMap<Uuid, Pick<Area, 'id' | 'name' | 'level' | 'key' | 'regionalKey'>>;
  phases: readonly LifePhase[];
  transitions: readonly Transition[];
  fields: readonly FieldOfAction[];
}
