import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoSlug } from '../../../database/demo/demo-files.ts';
import type { Language } from '../../../src/platform/language.ts';

export const queryKinds = ['compound', 'need', 'synonym', 'typo', 'inflection', 'age', 'place', 'time', 'sentence', 'abbreviation', 'foreign', 'nothing'] as const;

/** A question somebody asked, with the services a guide at the counter would accept as the first answer. */
export interface SearchQuery {
  id: string;
  town: DemoSlug;
  /** Language of the interface; the question itself may mix languages. */
  language: Language;
  kind: (typeof queryKinds)[number];
  query: string;
  /** `externalId`s of the town's demo services. Empty: nothing fits. */
  relevant: string[];
  /** The ones among them that are better than the rest, where there is a difference. */
  best?: string[];
  /** Local time (Europe/Berlin) at which it was asked; `askedByDefault` where it is missing. */
  asked?: string;
}

export const askedByDefault = '2026-11-24T10:00';

export const queryFiles = ['tuning', 'held-out', 'no-answer'] as const;

export function readQueries(file: (typeof queryFiles)[number]): SearchQuery[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, `${file}.json`), 'utf8')) as SearchQuery[];
}

/** The half a question belongs to, by its words alone: the same question asked in two towns is never in both halves. See README.md. */
export function halfOf(query: string): 'tuning' | 'held-out' {
  const [first = 0] = createHash('sha256').update(`8643:${query.toLowerCase()}`).digest();
  return first % 2 === 0 ? 'tuning' : 'held-out';
}
