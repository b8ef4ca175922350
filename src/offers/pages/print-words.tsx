import type { View } from '../../platform/house.ts';
import { languageFacts, type Language } from '../../platform/language.ts';
import { numberFormat } from '../../ui/formats.ts';
import { plainName } from '../names.ts';
import { printTexts, staffPrintTexts, type StaffPrintKey } from '../print/print-texts.ts';
import type { DirectoryWords } from '../server/directory-words.ts';
import type { PrintRun } from '../server/print-runs.ts';

export const PRINT = '/verwaltung/druck';
export const SHELF = '/druck';
export const t = staffPrintTexts.in('de');

/** What a booklet is of: „0 bis 3 Jahre · Kernstadt“. */
export function sayPart({ phases, areas }: DirectoryWords, run: Pick<PrintRun, 'phaseId' | 'areaId'>, language: Language): string {
  const phase = phases.find(({ id }) => id === run.phaseId);
  const area = run.areaId === undefined ? undefined : areas.find(run.areaId);
  return [phase && plainName(phase.names, language), area?.name].filter(Boolean).join(' · ') || printTexts.in(language)('shelf.all');
}

/** The same with its language and paper, for staff. */
export function sayRun(words: DirectoryWords, run: PrintRun): string {
  return [sayPart(words, run, 'de'), languageFacts[run.language].name, run.paper.toUpperCase()].join(', ');
}

export function sayMegabytes(bytes: number, language: Language): string {
  return numberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(Math.max(0.1, bytes / 1_000_000));
}

export function sayFailure({ code, values }: { code: string; values?: Record<string, string | number> }): string {
  return staffPrintTexts.has('de', code as StaffPrintKey) ? t(code as StaffPrintKey, values) : code;
}

export function runAddress(view: View, run: PrintRun): string {
  return view.href(`${PRINT}/${run.id}`);
}
