import { recordKinds, stateOf, textLanguages, translationStates, type RecordKind, type TextLanguage, type TranslationState, type TranslationUnit } from './translation.ts';

interface Translatable {
  kind: RecordKind;
  name: string;
  changedAt?: Date;
  units: readonly TranslationUnit[];
}

/** A record in one language as it stands in the list of work. */
export interface QueueEntry<Record extends Translatable> {
  record: Record;
  language: TextLanguage;
  /** of its texts, the worst first */
  states: readonly TranslationState[];
  reviewed: number;
  total: number;
  /** since when: the oldest text that is not reviewed, or of the German where there is none yet */
  since?: Date;
}

export interface WorkFilter {
  language?: TextLanguage;
  /** found by any of its texts; `open`: one that is not reviewed */
  state?: TranslationState | 'open';
  kind?: RecordKind;
  oldestFirst: boolean;
}

const collator = new Intl.Collator('de', { numeric: true });

/** Each record once for each language, by name. */
export function queueOf<Record extends Translatable>(records: readonly Record[]): QueueEntry<Record>[] {
  const byName = [...records].sort((a, b) => collator.compare(a.name, b.name));
  return byName.flatMap((record) => textLanguages.flatMap((language) => {
    const units = record.units.filter((unit) => unit.language === language);
    if (units.length === 0) return [];
    const states = units.map(stateOf);
    const dates = units.filter((unit) => stateOf(unit) !== 'reviewed').flatMap((unit) => (unit.text === '' ? record.changedAt : unit.provenance?.changedAt) ?? []);
    const oldest = dates.sort((a, b) => a.getTime() - b.getTime())[0];
    return [{ record, language, states: translationStates.filter((state) => states.includes(state)), reviewed: states.filter((state) => state === 'reviewed').length, total: units.length, ...(oldest ? { since: oldest } : {}) }];
  }));
}

/** What an address asks for; what it does not understand is as if it were not there. */
export function readWorkFilter(query: URLSearchParams): WorkFilter {
  const one = <Value extends string>(name: string, among: readonly Value[]) => among.find((value) => value === query.get(name));
  const language = one('sprache', textLanguages);
  const state = query.get('stand') === 'offen' ? 'open' : one('stand', translationStates);
  const kind = one('art', recordKinds);
  return { ...(language ? { language } : {}), ...(state ? { state } : {}), ...(kind ? { kind } : {}), oldestFirst: query.get('reihenfolge') === 'alt' };
}

/** What is looked for, in the order of {@link queueOf} or the oldest first. */
export function matching<Record extends Translatable>(queue: readonly QueueEntry<Record>[], { language, state, kind, oldestFirst }: WorkFilter): QueueEntry<Record>[] {
  const found = queue.filter((entry) => (!language || entry.language === language) && (!kind || entry.record.kind === kind)
    && (!state || (state === 'open' ? entry.states.some((one) => one !== 'reviewed') : entry.states.includes(state))));
  const age = ({ since }: QueueEntry<Record>) => since?.getTime() ?? 0;
  return oldestFirst ? found.sort((a, b) => age(a) - age(b)) : found;
}
