import { areaLabel, areaNames, type AreaNames, type NamedArea } from '../../areas/area-name.ts';
import { addDays, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { CellContent } from '../../platform/table-file/cell-content.ts';
import { sayMaximumAge, sayMinimumAge } from './age-words.ts';
import { sayLevel, sayStaffing, sayStepFree, sayYesNo } from './answer-words.ts';
import { sayPhones } from './contact-words.ts';
import { sayCosts } from './cost-words.ts';
import { sayLanguages } from './language-words.ts';
import { joinList } from './list-cell.ts';
import { exportedFields, fieldHeader, type OfferField } from './offer-fields.ts';
import type { OfferAt, OfferRecord } from './offer-record.ts';
import { sayRules } from './schedule-text.ts';
import { sayTerms, termList, type Term, type TermList } from './term-words.ts';

/** The words the export writes: those the import reads them against. */
export interface ExportContext {
  phases: TermList;
  transitions: TermList;
  fields: TermList;
  areaNames: AreaNames;
  today: Day;
}

export function exportContext(words: { phases: readonly Term[]; transitions: readonly Term[]; fields: readonly Term[]; areas: readonly NamedArea[]; today: Day }): ExportContext {
  const { phases, transitions, fields, areas, today } = words;
  return { phases: termList(phases), transitions: termList(transitions), fields: termList(fields), areaNames: areaNames(areas), today };
}

/** Header of the export; `proposeMapping` knows every one of its columns. */
export const exportHeader: string[] = exportedFields.map(fieldHeader);

/** An offer as rows under {@link exportHeader}, one for each of its places. The import reads the same record back. */
export function offerRows(record: OfferRecord, context: ExportContext): CellContent[][] {
  return record.at.map((at) => {
    const cells = { ...serviceCells(record, context), ...placeCells(at, context) };
    return exportedFields.map((field) => cells[field]);
  });
}

type Cells = Partial<Record<OfferField, CellContent>>;

function serviceCells(record: OfferRecord, { phases, transitions, fields, areaNames: names, today }: ExportContext): Cells {
  return {
    external_id: record.externalId, organization_name: record.organizationName, name: record.name,
    summary: record.summary, description: record.description, audience: record.audience,
    phases: sayTerms(record.phaseKeys, phases), transitions: sayTerms(record.transitionKeys, transitions), fields: sayTerms(record.fieldKeys, fields),
    minimum_age: sayMinimumAge(record.minimumAgeMonths), maximum_age: sayMaximumAge(record.maximumAgeMonths),
    pregnancy: record.minimumAgeMonths === undefined ? 'unbekannt' : sayYesNo(record.minimumAgeMonths < 0 ? 'yes' : 'no'),
    phone: sayPhones(record.phones), email: record.email, website: record.website,
    languages: sayLanguages(record.languages), cost: sayCosts(record.costs), free: sayYesNo(record.freeOfCharge),
    walk_in: sayYesNo(record.walkIn), application: record.applicationProcess, outreach: sayYesNo(record.outreach),
    staffing: sayStaffing(record.staffing), responsible_level: sayLevel(record.responsibleLevel),
    capacity_places: record.capacityPlaces, capacity_weekly_hours: record.capacityWeeklyHours,
    areas: joinList(record.areaIds.flatMap((id) => sayArea(id, names, today))),
    assured_on: sayDay(record.assuredAt), valid_from: sayDay(record.validFrom), valid_until: sayDay(record.validUntil && addDays(record.validUntil, -1)),
  };
}

function placeCells({ place, schedules }: OfferAt, { areaNames: names, today }: ExportContext): Cells {
  const schedule = sayRules(schedules);
  if (!place) return { schedule };
  return {
    schedule, location_name: place.name, street: place.street, house_number: place.houseNumber, postal_code: place.postalCode, city: place.city,
    area: place.areaId === undefined ? '' : sayArea(place.areaId, names, today)[0],
    latitude: place.latitude, longitude: place.longitude, step_free: sayStepFree(place.stepFree),
    accessibility_note: place.accessibilityNote, transport_note: place.transportNote,
  };
}

function sayArea(id: Uuid, names: AreaNames, today: Day): string[] {
  const area = names.areas.find((one) => one.id === id);
  return area ? [areaLabel(names, area, today)] : [];
}

function sayDay(day: Day | undefined): CellContent {
  return day === undefined ? '' : { day };
}
