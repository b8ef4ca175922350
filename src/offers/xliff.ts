import type { Uuid } from '../platform/id.ts';
import { isUuid } from '../platform/id.ts';
import { languageFacts } from '../platform/language.ts';
import { isNotePart } from './note-part.ts';
import { recordKinds, recordParts, textLanguages, type RecordKind, type TextLanguage, type TextPart, type TranslationState } from './translation.ts';

/*
 * XLIFF 2.1 (OASIS Standard, 13 February 2018): a <file> for each record, a <unit> for each of its parts. Own reader and writer, because
 * the libraries there are read into objects without the line a fault stands in, and write back what they do not understand.
 */

/** States of a segment (2.1, 4.3.1.29), the best last. */
export const xliffStates = ['initial', 'translated', 'reviewed', 'final'] as const;
export type XliffState = (typeof xliffStates)[number];

/** An outdated or missing text has yet to be worked on, whatever stands in its target. */
export const stateInXliff: Record<TranslationState, XliffState> = { missing: 'initial', outdated: 'initial', 'machine-made': 'translated', unreviewed: 'translated', reviewed: 'reviewed' };

/** BCP 47; `simple` is the registered variant for simplified forms of a language. */
export function languageInXliff(language: TextLanguage): string {
  return language === 'de-easy' ? 'de-simple' : languageFacts[language].tag;
}

/** The language a file is for; regions are let go (`uk-UA`). */
export function languageOfXliff(tag: string): TextLanguage | undefined {
  const wanted = tag.toLowerCase();
  return textLanguages.find((language) => languageInXliff(language) === wanted) ?? textLanguages.find((language) => language !== 'de-easy' && languageInXliff(language) === wanted.split('-')[0]);
}

/** A <file>'s id: `service-0198…`. Letters, digits and hyphens only (NMTOKEN). */
export function fileId(kind: RecordKind, id: Uuid): string {
  return `${kind}-${id}`;
}

/** The record and part that ids of a file and a unit name; undefined for anything that is none of ours. */
export function namedUnit(file: string, unit: string): { kind: RecordKind; recordId: Uuid; part: TextPart } | undefined {
  const kind = recordKinds.find((one) => file.startsWith(`${one}-`));
  const recordId = kind && file.slice(kind.length + 1);
  const part = kind === 'service' && isNotePart(unit) ? unit : kind && (recordParts[kind] as readonly TextPart[]).find((one) => one === unit);
  return kind && part && isUuid(recordId) ? { kind, recordId, part } : undefined;
}
