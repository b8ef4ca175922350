import type { StepFree } from '../../offers/location.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import type { AgeBand } from './age-band.ts';

export const facilityKinds = ['kita', 'hort', 'childminder'] as const;
export type FacilityKind = (typeof facilityKinds)[number];

/** Who writes to parents: the town by Bescheid, or the Träger concludes a contract of private law. */
export const noticeForms = ['notice', 'letter'] as const;
export type NoticeForm = (typeof noticeForms)[number];

/** A text in some languages; a missing one is shown in German. */
export type TextByLanguage = Partial<Record<Language, string>>;

/** A Kita, a Hort or a person of Kindertagespflege with its place. Missing values are unknown. */
export interface Facility {
  id: Uuid;
  externalId?: string;
  organizationId: Uuid;
  organizationName: string;
  locationId: Uuid;
  kind: FacilityKind;
  name: string;
  street?: string;
  houseNumber?: string;
  postalCode?: string;
  city?: string;
  areaId?: Uuid;
  /** WGS84, degrees */
  longitude?: number;
  latitude?: number;
  stepFree: StepFree;
  /** what is to know of steps, doors and lifts, in German */
  accessibilityNote?: string;
  /** BCP 47 of the languages spoken there */
  languages: readonly string[];
  /** `07:00` */
  opensAt?: string;
  closesAt?: string;
  noticeForm: NoticeForm;
  concept: TextByLanguage;
  email?: string;
  phone?: string;
  website?: string;
  openedOn?: Day;
  /** first day without it */
  closedOn?: Day;
  isDemo: boolean;
  /** rises with each change; a form that knows an older one is refused */
  version: number;
}

/** A kind of place (Platzart): age band × hours of care a week × inclusive or not. */
export interface SeatType {
  id: Uuid;
  key: string;
  names: TextByLanguage;
  ageBand: AgeBand;
  weeklyHours: number;
  isInclusive: boolean;
  position: number;
}

/** Places of one facility that are given out together, as they are on a day. Its id stays when its size changes. */
export interface SeatPool {
  id: Uuid;
  facilityId: Uuid;
  name: string;
  seats: number;
  /** whether places reserved for nobody are given before or after the reserved ones (fair-allocation) */
  openSeats: 'first' | 'last';
  /** atMost: ceiling of a kind among the pool's seats; null: none */
  types: readonly { seatTypeId: Uuid; atMost: number | null }[];
  validFrom: Day;
  /** first day without it; null: open */
  validUntil: Day | null;
}

export const seatTypeName = (type: Pick<SeatType, 'names' | 'key'>, language: Language): string => type.names[language] ?? type.names.de ?? type.key;

/** Whether a facility takes children on a day. */
export function isOpenOn({ openedOn, closedOn }: Pick<Facility, 'openedOn' | 'closedOn'>, on: Day): boolean {
  return (openedOn === undefined || openedOn <= on) && (closedOn === undefined || on < closedOn);
}
