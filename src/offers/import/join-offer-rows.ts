import { groupedBy } from '../../platform/grouped.ts';
import type { RefusedRow } from '../../platform/table-file/refused-row.ts';
import { fieldHeader, type OfferField } from './offer-fields.ts';
import { offerFingerprint, offerIdentity, placeIdentity, type OfferRecord } from './offer-record.ts';

export interface ReadRow {
  line: number;
  record: OfferRecord;
}

/** Which column to look at when two rows of one offer differ. */
const COLUMNS: [keyof OfferRecord, OfferField][] = [
  ['organizationName', 'organization_name'], ['name', 'name'], ['summary', 'summary'], ['description', 'description'], ['audience', 'audience'],
  ['minimumAgeMonths', 'minimum_age'], ['maximumAgeMonths', 'maximum_age'], ['phaseKeys', 'phases'], ['transitionKeys', 'transitions'], ['fieldKeys', 'fields'],
  ['languages', 'languages'], ['areaIds', 'areas'], ['freeOfCharge', 'free'], ['costs', 'cost'], ['walkIn', 'walk_in'], ['applicationProcess', 'application'],
  ['outreach', 'outreach'], ['staffing', 'staffing'], ['responsibleLevel', 'responsible_level'], ['capacityPlaces', 'capacity_places'],
  ['capacityWeeklyHours', 'capacity_weekly_hours'], ['phones', 'phone'], ['email', 'email'], ['website', 'website'], ['assuredAt', 'assured_on'],
  ['validFrom', 'valid_from'], ['validUntil', 'valid_until'],
];

/**
 * Joins rows of one offer (same key, else same organization and name): each names another place, and everything else is the same.
 * A row said twice is refused once; rows that differ in anything but place and times are all refused, because nobody knows which is
 * right – as are two rows for one place. O(rows).
 */
export function joinOfferRows(rows: readonly ReadRow[]): { offers: { record: OfferRecord; lines: number[] }[]; refused: RefusedRow[] } {
  const groups = groupedBy(rows, ({ record }) => offerIdentity(record));
  const offers: { record: OfferRecord; lines: number[] }[] = [];
  const refused: RefusedRow[] = [];
  for (const group of groups.values()) {
    const { kept, doubles } = withoutDoubles(group);
    refused.push(...doubles);
    const fault = differing(kept);
    if (fault) refused.push(...kept.map(({ line }) => ({ line, column: fault.column, code: fault.code, values: { otherLine: kept.find((other) => other.line !== line)!.line } })));
    else offers.push({ record: { ...kept[0]!.record, at: kept.flatMap(({ record }) => record.at) }, lines: kept.map(({ line }) => line) });
  }
  return { offers, refused };
}

function withoutDoubles(group: readonly ReadRow[]): { kept: ReadRow[]; doubles: RefusedRow[] } {
  if (group.length === 1) return { kept: [...group], doubles: [] };
  const seen = new Map<string, number>();
  const kept: ReadRow[] = [];
  const doubles: RefusedRow[] = [];
  for (const row of group) {
    const print = offerFingerprint(row.record);
    const otherLine = seen.get(print);
    if (otherLine === undefined) {
      seen.set(print, row.line);
      kept.push(row);
    } else doubles.push({ line: row.line, column: fieldHeader('name'), code: 'offer-twice', values: { otherLine } });
  }
  return { kept, doubles };
}

function differing(group: readonly ReadRow[]): { column: string; code: string } | undefined {
  if (group.length === 1) return undefined;
  const [first, ...others] = group.map(({ record }) => record) as [OfferRecord, ...OfferRecord[]];
  for (const [property, field] of COLUMNS) {
    const text = JSON.stringify(first[property]);
    if (others.some((other) => JSON.stringify(other[property]) !== text)) return { column: fieldHeader(field), code: 'offer-differs' };
  }
  const places = new Set(group.map(({ record }) => placeIdentity(record.at[0]?.place)));
  return places.size < group.length ? { column: fieldHeader('location_name'), code: 'place-twice' } : undefined;
}
