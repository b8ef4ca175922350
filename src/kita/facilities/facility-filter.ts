import type { AreaTree } from '../../areas/area-tree.ts';
import type { Day } from '../../platform/day.ts';
import { parseDay } from '../../platform/day.ts';
import type { AgeBand } from './age-band.ts';
import type { Facility, SeatType } from './facility.ts';

/** What a family asks for on /kitas; missing: anything. */
export interface FacilityFilter {
  band?: AgeBand;
  /** hours a week at least */
  hours?: number;
  /** BCP 47 */
  language?: string;
  areaKey?: string;
  stepFree: boolean;
  /** first day of the month of the wished start */
  month: Day;
}

export const filterParameters = { band: 'alter', hours: 'stunden', month: 'ab', language: 'sprache', area: 'gebiet', stepFree: 'stufenfrei' } as const;

/** Words of the age bands in addresses. */
export const bandWords: Record<AgeBand, string> = { 'under-3': 'unter-3', 'from-3': 'ab-3', school: 'schulkind' };

/** Reads the filter of an address; what makes no sense is left out. `months`: those that can be asked for, the first of them unless another is named. */
export function readFacilityFilter(query: URLSearchParams, months: readonly Day[]): FacilityFilter {
  const word = query.get(filterParameters.band);
  const band = (Object.keys(bandWords) as AgeBand[]).find((one) => bandWords[one] === word);
  const hours = Number(query.get(filterParameters.hours) ?? '');
  const language = query.get(filterParameters.language);
  const areaKey = query.get(filterParameters.area);
  const month = parseDay(`${query.get(filterParameters.month)}-01`);
  return {
    stepFree: Boolean(query.get(filterParameters.stepFree)), month: month && months.includes(month) ? month : months[0]!,
    ...(band ? { band } : {}), ...(hours > 0 && hours <= 60 ? { hours } : {}), ...(language ? { language } : {}), ...(areaKey ? { areaKey } : {}),
  };
}

/** Whether a facility with these kinds of places is what a family asks for. An area means it and everything within; step-free only what is known to be. */
export function fits(facility: Pick<Facility, 'languages' | 'stepFree' | 'areaId'>, seatTypes: readonly SeatType[], filter: FacilityFilter, areas: AreaTree): boolean {
  if (filter.stepFree && facility.stepFree !== 'yes') return false;
  if (filter.language && !facility.languages.includes(filter.language)) return false;
  const area = filter.areaKey === undefined ? undefined : areas.all.find(({ key }) => key === filter.areaKey);
  if (area && facility.areaId !== area.id && !areas.descendants(area.id).some(({ id }) => id === facility.areaId)) return false;
  if (filter.band === undefined && filter.hours === undefined) return true;
  return seatTypes.some((type) => (filter.band === undefined || type.ageBand === filter.band) && (filter.hours === undefined || type.weeklyHours >= filter.hours));
}
