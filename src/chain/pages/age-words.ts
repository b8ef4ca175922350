import { plainName } from '../../offers/names.ts';
import type { LifePhase } from '../../offers/phase.ts';
import { firstMonth, wholeYears, type AgeQuestion } from '../age-bands.ts';
import { t } from './staff-frame.tsx';

/** An age in months as people say it: „Geburt“, „18 Monate“, „6 Jahre“. */
export function sayMonth(month: number): string {
  if (month <= firstMonth) return t('ages.pregnancy');
  if (month === 0) return t('ages.birth');
  if (month < 0 || month % 12 !== 0) return t('ages.months', { months: month });
  return t('ages.years', { years: month / 12 });
}

/** The question a hole or overlap raises: „Wohin gehört ein Kind, das 10 Jahre alt ist?“ */
export function askAge(question: AgeQuestion): string {
  const years = wholeYears(question);
  const isWhole = years.length > 0 && question.untilMonth - question.fromMonth === years.length * 12;
  if (!isWhole) return t(`ages.${question.kind}.months`, { from: sayMonth(question.fromMonth), until: sayMonth(question.untilMonth) });
  if (years.length === 1) return t(`ages.${question.kind}.year`, { years: years[0]! });
  return t(`ages.${question.kind}.years`, { years: `${years[0]} bis ${years.at(-1)}` });
}

/** What lies behind the question. */
export function explainQuestion(question: AgeQuestion, phases: readonly LifePhase[]): string {
  const names = question.phaseIds.flatMap((id) => phases.filter((phase) => phase.id === id).map((phase) => plainName(phase.names, 'de')));
  const [from, until] = [sayMonth(question.fromMonth), sayMonth(question.untilMonth)];
  if (question.kind === 'overlap') return t('ages.overlap.phases', { phases: names.join(', ') });
  if (names.length < 2) return t('ages.hole.edge', { from, until });
  return t('ages.hole.between', { before: names[0]!, after: names[1]!, from, until });
}
