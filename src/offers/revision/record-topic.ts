import type { ServiceRecord } from '../service.ts';

/** What of an entry is changed, shown and approved together: values that mean something only with each other stay in one topic. */
export const recordTopics = [
  'name', 'organization', 'summary', 'description', 'audience', 'ages', 'languages', 'fields', 'phases', 'places', 'areas', 'outreach', 'schedules', 'exceptions',
  'costs', 'registration', 'phones', 'email', 'website', 'contacts', 'capacity', 'staffing', 'responsible-level', 'status', 'validity',
] as const;
export type RecordTopic = (typeof recordTopics)[number];

/** The values of a record that belong to each topic. */
export const topicColumns = {
  name: ['name'], organization: ['organizationId'], summary: ['summary'], description: ['description'], audience: ['audience'],
  ages: ['minimumAgeMonths', 'maximumAgeMonths'], languages: ['languages'], fields: ['fieldIds'], phases: ['phaseIds', 'transitionIds'],
  places: ['places'], areas: ['areaIds'], outreach: ['outreach'], schedules: ['schedules'], exceptions: ['exceptions'],
  costs: ['freeOfCharge', 'costs'], registration: ['walkIn', 'applicationProcess'], phones: ['phones'], email: ['email'], website: ['website'],
  contacts: ['contacts'], capacity: ['capacityPlaces', 'capacityWeeklyHours'], staffing: ['staffing'], 'responsible-level': ['responsibleLevel'],
  status: ['status'], validity: ['validFrom', 'validUntil'],
} as const satisfies Record<RecordTopic, readonly (keyof ServiceRecord)[]>;

/** Kept by the store itself, or with a history of their own (translations, confirmations). */
type NotEdited = 'id' | 'externalId' | 'assuredAt' | 'assuredBy' | 'isDemo' | 'fingerprint' | 'texts';
type Uncovered = Exclude<keyof ServiceRecord, NotEdited | (typeof topicColumns)[RecordTopic][number]>;
export type TopicValues = Readonly<Record<string, unknown>>;
/** An entry by topic, as former versions keep it. */
export type RecordByTopic = { readonly [Topic in RecordTopic]?: TopicValues };

/** The values of one topic, without those that are unknown. */
export function valuesOf(record: ServiceRecord, topic: RecordTopic): TopicValues {
  return Object.fromEntries(topicColumns[topic].flatMap((column) => (record[column] === undefined ? [] : [[column, record[column]]])));
}

/** A new value of an entry must belong to a topic, or its changes would neither be kept nor approved: this does not compile until it does. */
type CoversAll<Missing> = [Missing] extends [never] ? RecordByTopic : Missing;

export function byTopic(record: ServiceRecord): CoversAll<Uncovered> {
  return Object.fromEntries(recordTopics.map((topic) => [topic, valuesOf(record, topic)]));
}

export function isRecordTopic(text: string): text is RecordTopic {
  return (recordTopics as readonly string[]).includes(text);
}
