import { createHash } from 'node:crypto';
import type { EventOrigin, EventRecord } from './event.ts';

/** Fields a calendar says something about; an import never touches others. */
export const importedFields = [
  'name', 'summary', 'description', 'status', 'placeNote', 'locationId', 'firstDay', 'opensAt', 'closesAt', 'lastDay', 'recurrence', 'weekdays', 'intervalWeeks',
  'weekOfMonth', 'untilDay', 'exceptions', 'registrationWebsite',
] as const satisfies readonly (keyof EventRecord)[];
export type ImportedField = (typeof importedFields)[number];
export type ImportedValues = Partial<Pick<EventRecord, ImportedField>>;

/** The rule of a series is one thing: who changed its day here has changed when it is. */
const TIMES: readonly ImportedField[] = ['firstDay', 'opensAt', 'closesAt', 'lastDay', 'recurrence', 'weekdays', 'intervalWeeks', 'weekOfMonth', 'untilDay'];

/** Values as text that is the same for the same values, whatever the order of fields and of lists. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value).filter(([, inner]) => inner !== undefined).map(([name, inner]) => `${name}:${canonical(inner)}`).sort().join()}}`;
}

export function importFingerprint(values: ImportedValues): string {
  return createHash('sha256').update(canonical(values)).digest('base64url');
}

/**
 * What a re-import makes of a stored event: fields changed here stay, all others follow the calendar. `unchanged` where the calendar says what it
 * said last time. `kept` names fields in which the calendar now says something else than what stays here: a person should look.
 */
export function mergeImported(stored: EventRecord & { origin: EventOrigin }, incoming: ImportedValues, seenAt: Date): { event: EventRecord; unchanged: boolean; kept: ImportedField[] } {
  const fingerprint = importFingerprint(incoming);
  const edited = new Set(stored.origin.edited);
  const names = importedFields.filter((name) => name in incoming);
  const followed = Object.fromEntries(names.filter((name) => !edited.has(name)).map((name) => [name, incoming[name]]));
  const kept = names.filter((name) => edited.has(name) && canonical(stored[name]) !== canonical(incoming[name]) && canonical(stored.origin.fields[name]) !== canonical(incoming[name]));
  return {
    event: { ...stored, ...followed, origin: { ...stored.origin, fingerprint, fields: incoming as Record<string, unknown>, seenAt } },
    unchanged: fingerprint === stored.origin.fingerprint, kept,
  };
}

/** Marks what a person changed of an imported event, so that it survives the next import. Typing back what the calendar says lets go of it. */
export function withLocalEdits(before: EventRecord, after: EventRecord): EventRecord {
  if (!before.origin) return after;
  const { fields } = before.origin;
  const agrees = (name: string) => canonical(after[name as ImportedField]) === canonical(fields[name]);
  const changed = importedFields.filter((name) => canonical(before[name]) !== canonical(after[name]));
  const isTime = (name: string) => TIMES.includes(name as ImportedField);
  const edited = new Set<string>([...before.origin.edited, ...changed, ...(changed.some(isTime) ? TIMES : [])]);
  const timesAgree = TIMES.every(agrees);
  return { ...after, origin: { ...before.origin, edited: [...edited].filter((name) => (isTime(name) ? !timesAgree : !agrees(name))).sort() } };
}
