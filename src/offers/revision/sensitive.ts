import type { RecordTopic } from './record-topic.ts';

/** What of an entry its provider may not change alone. */
export interface SensitiveSetting {
  /** topics whose changes wait for approval */
  topics: readonly RecordTopic[];
  /** whether a provider's new entry waits as well */
  newOffersWait: boolean;
}

/** Who it is for, what it costs, where, how many places, whom one reaches, who answers for it, and whether it exists: families rely on these. */
export const defaultSensitive: SensitiveSetting = {
  topics: ['name', 'organization', 'ages', 'places', 'costs', 'email', 'website', 'contacts', 'capacity', 'status'], newOffersWait: true,
};
