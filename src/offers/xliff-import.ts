import type { Uuid } from '../platform/id.ts';
import { hasForbiddenCharacters } from './translation-text.ts';
import { longestText, stateOf, type Provenance, type TextMark, type TranslationUnit } from './translation.ts';
import { namedUnit, type XliffState } from './xliff.ts';
import type { ReadUnit } from './xliff-reader.ts';

/** A unit that was not taken, with the line it begins in and why. */
export interface XliffProblem {
  line: number;
  /** `service-… name`, as the file says */
  unit: string;
  code: 'unit-unknown' | 'unit-twice' | 'unit-outdated' | 'unit-inline' | 'unit-too-long' | 'unit-characters';
  values?: Record<string, string | number>;
}

export interface XliffPlan {
  changes: { unit: TranslationUnit; text: string; provenance: Provenance }[];
  unchanged: number;
  /** nothing translated in the file */
  empty: number;
  problems: XliffProblem[];
}

const MARKS: Record<XliffState, TextMark> = { initial: 'unreviewed', translated: 'unreviewed', reviewed: 'reviewed', final: 'reviewed' };
const RANK: Record<TextMark, number> = { 'machine-made': 0, unreviewed: 1, reviewed: 2 };

/**
 * What a file changes. A unit whose German is no longer that of the record is never taken, only named; a text that stands there already is no
 * change, and no file makes a reviewed text an unreviewed one again. So the same file twice changes nothing.
 */
export function planXliff(read: readonly ReadUnit[], known: readonly TranslationUnit[], by: { reviewedBy?: Uuid; now: Date }): XliffPlan {
  const units = new Map(known.map((unit) => [`${unit.kind} ${unit.recordId} ${unit.part}`, unit]));
  const plan: XliffPlan = { changes: [], unchanged: 0, empty: 0, problems: [] };
  const seen = new Set<string>();
  for (const one of read) {
    const problem = (code: XliffProblem['code'], values?: XliffProblem['values']) => plan.problems.push({ line: one.line, unit: `${one.file} ${one.unit}`.slice(0, 120), code, ...(values ? { values } : {}) });
    const named = namedUnit(one.file, one.unit);
    const key = named && `${named.kind} ${named.recordId} ${named.part}`;
    const unit = key === undefined ? undefined : units.get(key);
    if (key === undefined || !unit) problem('unit-unknown');
    else if (seen.has(key)) problem('unit-twice');
    else if (one.target === '') plan.empty += 1;
    else if (one.hasInline) problem('unit-inline');
    else if (!sameWords(one.source, unit.german)) problem('unit-outdated');
    else if (one.target.length > longestText(unit.part)) problem('unit-too-long', { max: longestText(unit.part) });
    else if (hasForbiddenCharacters(one.target)) problem('unit-characters');
    else if (isNoChange(unit, one)) plan.unchanged += 1;
    else {
      const mark = MARKS[one.state];
      plan.changes.push({ unit, text: one.target, provenance: { source: unit.german, mark, changedAt: by.now, ...(mark === 'reviewed' ? { reviewedAt: by.now, ...(by.reviewedBy ? { reviewedBy: by.reviewedBy } : {}) } : {}) } });
    }
    if (key !== undefined) seen.add(key);
  }
  return plan;
}

function isNoChange(unit: TranslationUnit, read: ReadUnit): boolean {
  if (!sameWords(unit.text, read.target)) return false;
  // Our own export of a text that is yet to be worked on, sent back untouched.
  if (read.state === 'initial') return true;
  const state = stateOf(unit);
  if (state === 'outdated') return false;
  const mark = MARKS[read.state];
  return mark !== 'reviewed' || RANK[unit.provenance?.mark ?? 'unreviewed'] >= RANK[mark];
}

/** Programs change line ends and double spaces; that makes no other text. */
function sameWords(one: string, other: string): boolean {
  const words = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return words(one) === words(other);
}
