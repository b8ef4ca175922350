import type { Uuid } from '../../platform/id.ts';
import type { ServiceRecord } from '../service.ts';
import { recordTopics, topicColumns, valuesOf, type RecordTopic, type TopicValues } from './record-topic.ts';

/** One topic of an entry: what it was when the change was made, and what it is to be. */
export interface TopicChange {
  topic: RecordTopic;
  from: TopicValues;
  to: TopicValues;
}

/** A change beside what the entry says by now. */
export interface Conflict extends TopicChange {
  now: TopicValues;
}

/** Whether two values say the same: order of rows and of names aside, missing is missing. */
export function sameValues(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const known = Object.entries(value).filter(([, one]) => one !== undefined && one !== null);
    return `{${known.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** What differs from one state of an entry to another, in the order of the topics. O(size of both). */
export function changesBetween(before: ServiceRecord, after: ServiceRecord): TopicChange[] {
  return recordTopics.flatMap((topic) => {
    const [from, to] = [valuesOf(before, topic), valuesOf(after, topic)];
    return sameValues(from, to) ? [] : [{ topic, from, to }];
  });
}

/** The entry with these topics as the changes want them; everything else stays. */
export function applyChanges<Entry extends ServiceRecord>(record: Entry, changes: readonly Pick<TopicChange, 'topic' | 'to'>[]): Entry {
  const values = changes.flatMap(({ topic, to }) => topicColumns[topic].map((column) => [column, to[column]]));
  return { ...record, ...Object.fromEntries(values) };
}

/**
 * Changes that were made from an older state, put beside the entry of today. Where it still says what it said, the change holds; where it
 * says already what is wanted, nothing is to be done; where it says something third, somebody has to decide. Nothing is dropped.
 */
export function beside(current: ServiceRecord, changes: readonly TopicChange[]): { plain: TopicChange[]; done: TopicChange[]; conflicts: Conflict[] } {
  const plain: TopicChange[] = [];
  const done: TopicChange[] = [];
  const conflicts: Conflict[] = [];
  for (const change of changes) {
    const now = valuesOf(current, change.topic);
    if (sameValues(now, change.to)) done.push(change);
    else if (sameValues(now, change.from)) plain.push(change);
    else conflicts.push({ ...change, now });
  }
  return { plain, done, conflicts };
}

/**
 * What goes live at once and what waits. Times at a place that itself waits, wait with it: the place is not yet one of the offer's.
 */
export function splitChanges(changes: readonly TopicChange[], sensitive: readonly RecordTopic[], current: ServiceRecord): { live: TopicChange[]; waiting: TopicChange[] } {
  const known = new Set<Uuid>(current.places.map(({ locationId }) => locationId));
  const placesWait = sensitive.includes('places') && changes.some(({ topic }) => topic === 'places');
  const needsPlace = ({ topic, to }: TopicChange) => placesWait && topic === 'schedules'
    && (to['schedules'] as ServiceRecord['schedules'] | undefined ?? []).some(({ locationId }) => locationId !== undefined && !known.has(locationId));
  const waits = (change: TopicChange) => sensitive.includes(change.topic) || needsPlace(change);
  return { live: changes.filter((change) => !waits(change)), waiting: changes.filter(waits) };
}
