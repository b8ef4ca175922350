import type { Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';

/** What people say is wrong in an entry, in the words of families. */
export const correctionTopics = ['phone', 'times', 'place', 'cost', 'age', 'languages', 'registration', 'email', 'website', 'name', 'gone', 'other'] as const;
export type CorrectionTopic = (typeof correctionTopics)[number];

/** Longest text of a suggestion. */
export const MAX_SAID = 1_000;
/** Whoever suggested something is answered in this time, or not at all: then the address is forgotten. */
export const REPLY_KEPT_DAYS = 90;
/** Decided suggestions stay a little, to look back. */
export const DECIDED_KEPT_DAYS = 365;

/** A suggestion of somebody without an account; the address for an answer is never shown. */
export interface Correction {
  id: Uuid;
  serviceId: Uuid;
  topic: CorrectionTopic;
  said: string;
  language: Language;
  wantsReply: boolean;
  state: 'open' | 'taken' | 'refused';
  madeAt: Date;
  decidedAt?: Date;
}

/** The field of the entry's form that can take over the words as they are; where people answer in sentences, a person has to write. */
export const directField: { readonly [Topic in CorrectionTopic]?: string } = { phone: 'phones.0.number', email: 'email', website: 'website', name: 'name' };
