import * as v from 'valibot';
import { optionalText } from '../../platform/field.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { languages, type Language } from '../../platform/language.ts';
import type { Refusal } from '../../platform/outcome.ts';
import { letterTexts } from '../letter-texts.ts';
import { differingPlaceholders, fillText, languageGot, placeholdersOf, type Placeholder, type SeriesVersion, type SeriesVersions } from '../office/series-text.ts';
import type { SeriesRecipient } from './series-recipients.ts';

/** Languages a series may have beside German. */
export const versionLanguages = languages.filter((language): language is Exclude<Language, 'de'> => language !== 'de');

/** Fields of a form: `subject-tr`, `body-tr` … */
export const versionFields = Object.fromEntries(versionLanguages.flatMap((language) => [[`subject-${language}`, optionalText(150)], [`body-${language}`, optionalText(8_000)]])) as Record<`subject-${string}` | `body-${string}`, v.GenericSchema<unknown, string>>;

export function versionsTyped(typed: Record<string, unknown>): SeriesVersions {
  const said = (name: string) => (typeof typed[name] === 'string' ? typed[name] : '');
  return Object.fromEntries(versionLanguages.map((language) => [language, { subject: said(`subject-${language}`), body: said(`body-${language}`) }] as const).filter(([, { subject, body }]) => subject !== '' || body !== ''));
}

/** Refuses `version-incomplete`, `placeholder-in-subject`, `placeholder-unknown`, and `version-differs` {name}: placeholders the German text has not, or the other way round. */
export function checkVersions(body: string, versions: SeriesVersions): Refusal[] {
  return (Object.entries(versions) as [Language, SeriesVersion][]).flatMap(([language, version]): Refusal[] => {
    if (version.subject === '' || version.body === '') return [{ code: 'version-incomplete', field: `${version.subject === '' ? 'subject' : 'body'}-${language}` }];
    const inSubject = placeholdersOf(version.subject);
    const { unknown } = placeholdersOf(version.body);
    const differing = differingPlaceholders(body, version.body);
    return [
      ...(inSubject.known.length + inSubject.unknown.length > 0 ? [{ code: 'placeholder-in-subject', field: `subject-${language}` }] : []),
      ...(unknown.length > 0 ? [{ code: 'placeholder-unknown', field: `body-${language}`, values: { name: unknown.join(', ') } }] : []),
      ...(differing.length > 0 ? [{ code: 'version-differs', field: `body-${language}`, values: { name: differing.join(', ') } }] : []),
    ];
  });
}

export async function storeVersions(tx: Write, municipalityId: Uuid, seriesId: Uuid, versions: SeriesVersions): Promise<void> {
  await tx.deleteFrom('kita.letter_series_text').where('municipality_id', '=', municipalityId).where('series_id', '=', seriesId).execute();
  const rows = (Object.entries(versions) as [Language, SeriesVersion][]).map(([language, { subject, body }]) => ({ municipality_id: municipalityId, id: newId(), series_id: seriesId, language, subject, body }));
  if (rows.length > 0) await tx.insertInto('kita.letter_series_text').values(rows).execute();
}

export async function versionsOf(tx: Read, municipalityId: Uuid, seriesId: Uuid): Promise<SeriesVersions> {
  const rows = await tx.selectFrom('kita.letter_series_text').select(['language', 'subject', 'body']).where('municipality_id', '=', municipalityId).where('series_id', '=', seriesId).orderBy('language').execute();
  return Object.fromEntries(rows.map(({ language, subject, body }) => [language, { subject, body }]));
}

/** What one guardian reads: the own language first, then the binding German text; or German alone. */
interface SaidSeries {
  missing: Placeholder[];
  parts: readonly { language: Language; subject: string; text: string; /** „Rechtlich verbindlich ist …“ or „Deutscher Text“ */ note?: string }[];
}

export function saySeries(series: { subject: string; body: string; versions: SeriesVersions }, recipient: SeriesRecipient): SaidSeries {
  const german = fillText(series.body, recipient.values);
  const language = languageGot(series.versions, recipient.language);
  if (language === 'de') return { missing: german.missing, parts: [{ language, subject: series.subject, text: german.text }] };
  const version = series.versions[language]!;
  const own = fillText(version.body, recipient.ownValues);
  const t = letterTexts.in(language);
  return {
    missing: [...new Set([...german.missing, ...own.missing])],
    parts: [{ language, subject: version.subject, text: own.text, note: t('binding') }, { language: 'de', subject: series.subject, text: german.text, note: t('german.title') }],
  };
}

/** A mail of it: the note above the German text parts the two. */
export function mailOfSeries({ parts }: SaidSeries): { subject: string; text: string } {
  const [first, german] = parts;
  return { subject: first!.subject, text: german ? `${first!.text}\n\n${first!.note}\n\n———\n${german.note}\n\n${german.subject}\n\n${german.text}` : first!.text };
}
