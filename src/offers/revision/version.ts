import type { Uuid } from '../../platform/id.ts';
import type { ServiceRecord } from '../service.ts';
import { topicColumns, recordTopics, type RecordByTopic, type RecordTopic } from './record-topic.ts';

/** Ways in which an entry is changed. */
export const changeOrigins = ['form', 'proposal', 'import', 'feed', 'restored', 'lapsed', 'confirmed', 'merged', 'correction', 'other'] as const;
export type ChangeOrigin = (typeof changeOrigins)[number];

/** Who changes an entry, and why; kept with the version that is replaced. */
export interface ChangeNote {
  origin: ChangeOrigin;
  by?: Uuid;
  /** whoever accepted what somebody else had proposed */
  acceptedBy?: Uuid;
  reason?: string;
}

/** An entry as it was until a change, with what is known of that change. */
export interface FormerVersion {
  version: number;
  record: RecordByTopic;
  /** what the change changed */
  topics: readonly RecordTopic[];
  origin: ChangeOrigin;
  changedAt: Date;
  changedBy?: string;
  acceptedBy?: string;
  reason: string;
  /** contact persons are no longer in it */
  contactsRemoved: boolean;
}

/** Contact persons are kept in former versions for so many days, the versions themselves for so many. */
export const VERSION_KEPT_DAYS = { contacts: 90, all: 3 * 365 };

/** The entry as it was, with what a former version does not keep as it is today. */
export function restored<Entry extends ServiceRecord>(current: Entry, { record, contactsRemoved }: Pick<FormerVersion, 'record' | 'contactsRemoved'>): Entry {
  const topics = recordTopics.filter((topic) => record[topic] !== undefined && !(topic === 'contacts' && contactsRemoved));
  return { ...current, ...Object.fromEntries(topics.flatMap((topic) => topicColumns[topic].map((column) => [column, record[topic]![column]]))) };
}
