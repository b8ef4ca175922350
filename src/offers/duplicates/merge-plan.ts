import type { Uuid } from '../../platform/id.ts';
import { toE164 } from '../phone.ts';
import type { ServiceRecord, ServiceText } from '../service.ts';

/** What of an offer there is one of, and whose the one offer gets; several columns that only mean something together are one field. */
export const mergeFields = {
  organization: ['organizationId'], name: ['name'], summary: ['summary'], description: ['description'], audience: ['audience'],
  ages: ['minimumAgeMonths', 'maximumAgeMonths'], freeOfCharge: ['freeOfCharge'], walkIn: ['walkIn'], outreach: ['outreach'], applicationProcess: ['applicationProcess'],
  staffing: ['staffing'], responsibleLevel: ['responsibleLevel'], capacity: ['capacityPlaces', 'capacityWeeklyHours'], email: ['email'], website: ['website'],
  validity: ['validFrom', 'validUntil'], confirmation: ['assuredAt', 'assuredBy'],
} as const satisfies Record<string, readonly (keyof ServiceRecord)[]>;

export type MergeField = keyof typeof mergeFields;
export const mergeFieldNames = Object.keys(mergeFields) as MergeField[];

/** What of an offer there are several of: the one offer gets those of both. */
export const mergeLists = ['phaseIds', 'transitionIds', 'fieldIds', 'languages', 'areaIds', 'places', 'schedules', 'exceptions', 'phones', 'contacts', 'costs'] as const;
export type MergeList = (typeof mergeLists)[number];

export type Side = 'survivor' | 'merged';
export type Choices = Partial<Record<MergeField, Side>>;

/** Fields in which the two differ: somebody has to choose. */
export function differingFields(survivor: ServiceRecord, merged: ServiceRecord): MergeField[] {
  return mergeFieldNames.filter((field) => mergeFields[field].some((column) => (survivor[column] ?? '') !== (merged[column] ?? '')));
}

/** What is chosen unless somebody says otherwise: the survivor's, except where it has nothing to say. */
export function usualChoice(field: MergeField, survivor: ServiceRecord, merged: ServiceRecord): Side {
  const isSilent = (record: ServiceRecord) => mergeFields[field].every((column) => [undefined, '', 'unknown'].includes(record[column] as string | undefined));
  return isSilent(survivor) && !isSilent(merged) ? 'merged' : 'survivor';
}

/** The one offer: chosen fields, the rows of both. It keeps the survivor's id, number, status and origin. */
export function mergedRecord(survivor: ServiceRecord, merged: ServiceRecord, choices: Choices): ServiceRecord {
  const sideOf = (field: MergeField) => choices[field] ?? usualChoice(field, survivor, merged);
  const from = (side: Side) => (side === 'survivor' ? survivor : merged);
  const chosen = Object.fromEntries(mergeFieldNames.flatMap((field) => mergeFields[field].map((column) => [column, from(sideOf(field))[column]])));
  return {
    ...survivor, ...chosen,
    phaseIds: union(survivor.phaseIds, merged.phaseIds), transitionIds: union(survivor.transitionIds, merged.transitionIds), fieldIds: union(survivor.fieldIds, merged.fieldIds),
    languages: union(survivor.languages, merged.languages),
    // No area is the whole municipality: who serves all of it is not narrowed to the areas of the other.
    areaIds: survivor.areaIds.length === 0 || merged.areaIds.length === 0 ? [] : union(survivor.areaIds, merged.areaIds),
    places: unionBy(survivor.places, merged.places, ({ locationId }) => locationId),
    schedules: unionBy(survivor.schedules, merged.schedules, contentKey), exceptions: unionBy(survivor.exceptions, merged.exceptions, contentKey),
    phones: unionBy(survivor.phones, merged.phones, ({ number }) => toE164(number) ?? number),
    contacts: unionBy(survivor.contacts, merged.contacts, ({ name, email, phone }) => JSON.stringify([name.toLowerCase(), email ?? '', phone ?? ''])),
    costs: unionBy(survivor.costs, merged.costs, contentKey),
    texts: mergedTexts(survivor, merged, sideOf),
  };
}

/** Translations go with the German they are of: a part whose German was chosen from the other brings its own along. */
function mergedTexts(survivor: ServiceRecord, merged: ServiceRecord, sideOf: (field: MergeField) => Side): ServiceText[] {
  const textOf = (record: ServiceRecord, language: string) => record.texts.find((text) => text.language === language);
  const languages = union(survivor.texts.map(({ language }) => language), merged.texts.map(({ language }) => language));
  return languages.flatMap((language): ServiceText[] => {
    const [own, other] = [textOf(survivor, language), textOf(merged, language)];
    const base = own ?? { ...other!, name: '', summary: '', description: '', audience: '', applicationProcess: '', parts: {} };
    const parts = { ...other?.parts, ...base.parts };
    const notes = unionBy(own?.notes ?? [], other?.notes ?? [], ({ part }) => part);
    const text: ServiceText = { ...base, parts, ...(notes.length > 0 ? { notes } : {}) };
    for (const [field, column, part] of TRANSLATED) {
      const isSameGerman = survivor[column] === merged[column];
      const winner = isSameGerman ? (own?.[column] ? own : other) : sideOf(field) === 'survivor' ? own : other;
      text[column] = winner?.[column] ?? '';
      if (winner?.parts?.[part]) parts[part] = winner.parts[part];
      else delete parts[part];
    }
    return notes.length > 0 || TRANSLATED.some(([, column]) => text[column]) ? [text] : [];
  });
}

const TRANSLATED = [
  ['name', 'name', 'name'], ['summary', 'summary', 'summary'], ['description', 'description', 'description'], ['audience', 'audience', 'audience'],
  ['applicationProcess', 'applicationProcess', 'application-process'],
] as const;

function union<Element>(one: readonly Element[], other: readonly Element[]): Element[] {
  return [...new Set([...one, ...other])];
}

/** Elements of the first that the second has as well are taken from the first. */
function unionBy<Element>(one: readonly Element[], other: readonly Element[], key: (element: Element) => string): Element[] {
  const known = new Set(one.map(key));
  return [...one, ...other.filter((element) => !known.has(key(element)) && known.add(key(element)))];
}

/** What a row says, whatever the order of its columns; empty and missing are one. */
export function contentKey(row: unknown): string {
  if (typeof row !== 'object' || row === null) return JSON.stringify(row);
  return JSON.stringify(Object.entries(row).filter(([, value]) => value !== undefined && value !== '' && value !== false).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Ids a record points to, for those who ask whether it could be stored again. */
export function referencesOf(record: ServiceRecord): { organizations: Uuid[]; locations: Uuid[]; fields: Uuid[]; phases: Uuid[]; transitions: Uuid[]; areas: Uuid[] } {
  return {
    organizations: [record.organizationId], fields: [...record.fieldIds], phases: [...record.phaseIds], transitions: [...record.transitionIds], areas: [...record.areaIds],
    locations: union(record.places.map(({ locationId }) => locationId), record.exceptions.flatMap(({ locationId }) => locationId ?? [])),
  };
}
