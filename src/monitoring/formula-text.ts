import { accepted, refused, type Outcome } from '../platform/outcome.ts';
import { breakdownOfPhrase, sayBreakdown } from './import/breakdown-words.ts';
import { breakdownKey, parseBreakdown } from './breakdown.ts';
import type { IndexComponent, Term } from './formula.ts';

/** Terms as a planner writes them, one a line: `population [unter 15 Jahre]`, `- moves-out`. */
export function sayTerms(terms: readonly Term[]): string {
  return terms.map(({ measure, breakdown, sign }) => `${sign === -1 ? '- ' : ''}${measure}${breakdown ? ` [${sayBreakdown(breakdownKey(breakdown))}]` : ''}`).join('\n');
}

/** Reads terms back. Refuses `term-not-read` {text}, `term-measure-unknown` {text}, both with the field given. */
export function readTerms(text: string, measures: ReadonlySet<string>, field: string): Outcome<Term[]> {
  const terms: Term[] = [];
  for (const line of linesOf(text)) {
    const match = /^([-+])?\s*([a-z0-9][a-z0-9-]*)\s*(?:\[([^\]]*)\])?$/.exec(line);
    if (!match) return refused('term-not-read', { field, values: { text: line.slice(0, 80) } });
    const [, sign, measure, people] = match;
    if (!measures.has(measure!)) return refused('term-measure-unknown', { field, values: { text: measure! } });
    const breakdown = parseBreakdown(breakdownOfPhrase(people ?? ''));
    if (!breakdown) return refused('term-not-read', { field, values: { text: line.slice(0, 80) } });
    terms.push({ measure: measure!, ...(Object.keys(breakdown).length > 0 ? { breakdown } : {}), ...(sign === '-' ? { sign: -1 as const } : {}) });
  }
  return terms.length === 0 ? refused('required', { field }) : accepted(terms);
}

/** Components of an index: `sgb2-under-15 = 2`. */
export function sayComponents(components: readonly IndexComponent[]): string {
  return components.map(({ indicator, weight }) => `${indicator} = ${String(weight).replace('.', ',')}`).join('\n');
}

/** Refuses `component-not-read` and `indicator-unknown`, both {text}. */
export function readComponents(text: string, indicators: ReadonlySet<string>, field: string): Outcome<IndexComponent[]> {
  const components: IndexComponent[] = [];
  for (const line of linesOf(text)) {
    const match = /^([a-z0-9][a-z0-9-]*)\s*(?:=\s*(\d+(?:[.,]\d+)?))?$/.exec(line);
    const weight = Number((match?.[2] ?? '1').replace(',', '.'));
    if (!match || weight <= 0) return refused('component-not-read', { field, values: { text: line.slice(0, 80) } });
    if (!indicators.has(match[1]!)) return refused('indicator-unknown', { field, values: { text: match[1]! } });
    components.push({ indicator: match[1]!, weight });
  }
  return components.length === 0 ? refused('required', { field }) : accepted(components);
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}
