import { languageFacts, type Language } from '../../platform/language.ts';
import type { Uuid } from '../../platform/id.ts';
import type { AgeBand } from '../facilities/age-band.ts';
import { criteriaTexts } from '../criteria-texts.ts';
import type { Condition, Criterion } from './catalogue.ts';
import { factOf, type Fact, type FactKey } from './fact.ts';

/** Names a catalogue refers to by id. */
export interface PlaceNames {
  facility(id: Uuid): string;
  organization(id: Uuid): string;
  /** pools with upper bounds of a kind of place: no reserve can be kept beside them (src/kita/rounds/market.ts), so the text says where it does not hold */
  bounded?: readonly { facilityId: Uuid; organizationId: Uuid; name: string }[];
}

type WordsFor = Pick<Criterion, 'fact' | 'condition'>;

const say = (language: Language) => criteriaTexts.in(language);

/** `12 Monate`, `3 Jahre`, `30 Stunden`, `3 Kinder`; whole years of an age are said in years. */
export function quantity(fact: FactKey, value: number, language: Language): string {
  const unit = factOf(fact).value as Exclude<Fact['value'], 'truth'>;
  if (unit === 'months' && fact === 'age-at-start' && value > 0 && value % 12 === 0) return say(language)('unit.years', { n: value / 12 });
  return say(language)(`unit.${unit}`, { n: value });
}

function range({ fact, condition: { atLeast, atMost } }: WordsFor, language: Language) {
  const kind = atLeast !== undefined && atMost !== undefined ? 'between' : atLeast !== undefined ? 'from' : atMost !== undefined ? 'to' : 'any';
  return { range: kind, from: atLeast === undefined ? '' : quantity(fact, atLeast, language), to: atMost === undefined ? '' : quantity(fact, atMost, language) };
}

/** „Familien, in denen ein Elternteil das Kind allein erzieht“ – a subject for a sentence, without its end. */
export function whoMeets(criterion: WordsFor, language: Language): string {
  return say(language)(`fact.${criterion.fact}.who`, range(criterion, language));
}

/** Short name of a criterion with its range, for lists and letters: „Arbeitsstunden der Eltern: ab 30 Stunden“. */
export function criterionLabel(criterion: WordsFor, language: Language): string {
  const label = say(language)(`fact.${criterion.fact}.label`);
  const { range: kind, from, to } = range(criterion, language);
  return kind === 'any' ? label : say(language)(`label.${kind as 'from'}`, { label, from, to });
}

/** Where, for which seats a criterion holds, as sentences; none where it holds everywhere. */
export function scopeSentences({ condition, organizationId, facilityId }: Pick<Criterion, 'condition' | 'organizationId' | 'facilityId'>, language: Language, names: PlaceNames): string[] {
  const t = say(language);
  return [
    ...(facilityId ? [t('scope.facility', { name: isolated(names.facility(facilityId), language) })] : []),
    ...(organizationId ? [t('scope.organization', { name: isolated(names.organization(organizationId), language) })] : []),
    ...(condition.ageBands?.length ? [t('scope.bands', { bands: sayList(condition.ageBands.map((band: AgeBand) => t(`band.${band}`)), language) })] : []),
    ...(condition.seatHoursFrom === undefined ? [] : [t('scope.hours', { hours: t('unit.hours', { n: condition.seatHoursFrom }) })]),
  ];
}

export const unitOf = (fact: FactKey): Fact['value'] => factOf(fact).value;

export function sayList(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(languageFacts[language].tag, { style: 'long', type: 'conjunction' }).format(items);
}

export function sayPercent(share: number, language: Language): string {
  return new Intl.NumberFormat(languageFacts[language].tag, { style: 'percent', maximumFractionDigits: 2 }).format(share);
}

/** A German name inside a sentence written from right to left keeps its own order (first strong isolate). */
export function isolated(name: string, language: Language): string {
  return languageFacts[language].direction === 'rtl' ? `\u2068${name}\u2069` : name;
}

/** A sentence begins with a capital letter, in the way of its language (Turkish i). */
export function capitalised(text: string, language: Language): string {
  const [first] = text;
  return first === undefined ? text : first.toLocaleUpperCase(languageFacts[language].tag) + text.slice(first.length);
}

/** Two conditions that no value fits at once do not overlap; places and seats aside. */
export function rangesOverlap(a: Condition, b: Condition): boolean {
  return (a.atLeast ?? -Infinity) <= (b.atMost ?? Infinity) && (b.atLeast ?? -Infinity) <= (a.atMost ?? Infinity);
}
