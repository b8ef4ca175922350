import { band, lastOfMonth, schoolBegins, wholeMonths, years } from './days.ts';
import type { CatalogueRow, CriterionRow, FacilityRow, SeatTypeRow } from './town.ts';

// The adopted catalogue read anew: docs/handbuch/kita-kriterien.md and the sentences parents read. Shares no code with the Kita part.

/** What is true of a child on the day a place would begin. */
export interface ChildOnDay {
  id: string; bornOn: string; startsOn: string; isResident: boolean; needsInclusiveSeat: boolean; waitsSince: string | null;
  /** circumstances the office has seen proved */
  proved: ReadonlyMap<string, number | true>;
  siblingsAt: ReadonlySet<string>; catchments: ReadonlySet<string>; heldFacility: string | null; heldOrganization: string | null;
}

export interface Judged { group: number; points: number; ineligible?: string }

const AFTER_ALL_PRIORITIES = 100;
const AFTER_ALL_RESIDENTS = 1_000;

/** Group, points and whether the seat may be given at all. */
export function judged(catalogue: CatalogueRow, criteria: readonly CriterionRow[], child: ChildOnDay, facility: FacilityRow, type: SeatTypeRow): Judged {
  const here = criteria.filter((one) => holdsAt(one, facility) && (!one.condition.ageBands?.length || one.condition.ageBands.includes(type.age_band)) && (one.condition.seatHoursFrom ?? 0) <= type.weekly_hours);
  const times = (one: CriterionRow) => timesMet(one, valueOf(one.fact, child, facility, type));
  const groups = here.filter((one) => one.kind === 'group' && times(one) > 0).map(({ amount }) => amount!);
  const group = Math.min(AFTER_ALL_PRIORITIES, ...groups) + (catalogue.non_residents === 'last' && !child.isResident ? AFTER_ALL_RESIDENTS : 0);
  const points = here.filter(({ kind }) => kind === 'points').reduce((sum, one) => sum + one.amount! * times(one), 0);
  const missing = here.find((one) => one.kind === 'requirement' && times(one) === 0);
  const ages = [band(child.bornOn, child.startsOn), band(child.bornOn, lastOfMonth(child.startsOn))];
  const ineligible = ages[0] === undefined || !ages.includes(type.age_band as 'school') ? 'age'
    : type.is_inclusive && !child.needsInclusiveSeat ? 'inclusive'
    : catalogue.non_residents === 'refused' && !child.isResident ? 'non-resident'
    : missing ? `requirement:${missing.id}` : undefined;
  return { group, points, ...(ineligible ? { ineligible } : {}) };
}

const holdsAt = ({ facility_id, organization_id }: CriterionRow, facility: FacilityRow) => (facility_id ?? facility.id) === facility.id && (organization_id ?? facility.organization_id) === facility.organization_id;

/** How often a criterion counts: not at all, once, or once for each month, hour or child up to a bound. */
function timesMet({ condition: { atLeast = -Infinity, atMost = Infinity, perUnitUpTo } }: CriterionRow, value: boolean | number | null): number {
  if (typeof value !== 'number') return value ? 1 : 0;
  if (value < atLeast || value > atMost) return 0;
  return perUnitUpTo === undefined ? 1 : Math.max(0, Math.min(perUnitUpTo, value));
}

function valueOf(fact: string, child: ChildOnDay, facility: FacilityRow, type: SeatTypeRow): boolean | number | null {
  switch (fact) {
    case 'sibling-in-facility': return child.siblingsAt.has(facility.id);
    case 'in-catchment': return child.catchments.has(facility.id);
    case 'holds-place-here': return child.heldFacility === facility.id;
    case 'same-provider': return child.heldOrganization === facility.organization_id;
    case 'seat-hours': return type.weekly_hours;
    default: return ofChild(fact, child);
  }
}

function ofChild(fact: string, { bornOn, startsOn, ...child }: ChildOnDay): boolean | number | null {
  const school = schoolBegins(bornOn);
  switch (fact) {
    case 'age-at-start': return wholeMonths(bornOn, startsOn);
    case 'legal-claim': return years(bornOn, startsOn) >= 1 && startsOn < school;
    case 'last-year-before-school': return startsOn < school && startsOn >= `${Number(school.slice(0, 4)) - 1}-08-01`;
    case 'resident': return child.isResident;
    case 'no-place': return child.heldFacility === null;
    case 'waits-since': return child.waitsSince === null ? null : Math.max(0, wholeMonths(child.waitsSince, startsOn));
    case 'needs-inclusive-seat': return child.needsInclusiveSeat;
    case 'work-hours': case 'many-children': return typeof child.proved.get(fact) === 'number' ? child.proved.get(fact)! : null;
    default: return child.proved.get(fact) === true;
  }
}

/** Names under which quotas know a child: the criterion, or criterion and place where the fact is true only there. */
export function quotaNames(criteria: readonly CriterionRow[], child: ChildOnDay): string[] {
  return criteria.filter(({ kind }) => kind === 'reserve').flatMap((one) => {
    const at = (places: Iterable<string>) => [...places].map((place) => `${one.id}@${place}`);
    switch (one.fact) {
      case 'sibling-in-facility': return at(child.siblingsAt);
      case 'in-catchment': return at(child.catchments);
      case 'holds-place-here': return at(child.heldFacility ? [child.heldFacility] : []);
      case 'same-provider': return at(child.heldOrganization ? [child.heldOrganization] : []);
      default: {
        const value = ofChild(one.fact, child);
        const { atLeast = -Infinity, atMost = Infinity } = one.condition;
        return (typeof value === 'number' ? value >= atLeast && value <= atMost : value === true) ? [one.id] : [];
      }
    }
  });
}

/** Seats of a pool kept by quotas, in the catalogue's order; a share is never rounded up, all together never exceed the pool. */
export function quotasOf(criteria: readonly CriterionRow[], facility: FacilityRow, seats: number): { id: string; trait: string; seats: number; kind: 'soft' | 'hard' }[] {
  let left = seats;
  return [...criteria].sort((a, b) => a.position - b.position).flatMap((one) => {
    if (one.kind !== 'reserve' || !holdsAt(one, facility)) return [];
    // Ten-thousandths: a share has four decimals.
    const wanted = one.amount ?? Math.floor((Math.round(one.share! * 10_000) * seats) / 10_000);
    const kept = Math.min(wanted, left);
    left -= kept;
    const place = ['sibling-in-facility', 'in-catchment', 'holds-place-here'].includes(one.fact) ? `@${facility.id}` : one.fact === 'same-provider' ? `@${facility.organization_id}` : '';
    return kept === 0 ? [] : [{ id: one.id, trait: `${one.id}${place}`, seats: kept, kind: one.reserve_kind! }];
  });
}
