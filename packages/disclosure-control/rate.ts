import type { Cell, Fact, Relation, Table } from './table.ts';
import { TableError } from './table-error.ts';

/** A published share: numerator ÷ denominator × 100, with so many decimals. rate × denominator is a count. */
export interface Rate {
  id: string;
  numerator: string;
  denominator: string;
  /** Decimals of the percentage shown. Default 1. */
  decimals?: number;
}

const MOST_DECIMALS = 10;

/**
 * A table in which a rate cannot say what a count hides: the rest (denominator − numerator) becomes a hidden cell, so
 * that "14 of 15" gives away the one who is left no more than "1 of 15" does.
 * Errors: `rate-invalid` – a rate given twice, a numerator or denominator that does not exist, a numerator above its denominator, or odd decimals.
 */
export function withRates(table: Table, rates: readonly Rate[]): Table {
  const byId = new Map(table.cells.map((cell) => [cell.id, cell]));
  const twice = rates.find(({ id }, at) => rates.findIndex((other) => other.id === id) < at);
  if (twice) throw new TableError('rate-invalid', `The rate "${twice.id}" is given twice.`);
  const rests = rates.map(({ id, numerator, denominator, decimals = 1 }): { cell: Cell; relation: Relation } => {
    if (!Number.isSafeInteger(decimals) || decimals < 0 || decimals > MOST_DECIMALS) throw new TableError('rate-invalid', `The rate "${id}": decimals must be a whole number from 0 to ${MOST_DECIMALS} (${JSON.stringify(decimals)}).`);
    const [above, below] = [byId.get(numerator), byId.get(denominator)];
    if (!above || !below) throw new TableError('rate-invalid', `The rate "${id}" names the cell "${above ? denominator : numerator}", which does not exist.`, { cells: [above ? denominator : numerator] });
    if (above.count > below.count) throw new TableError('rate-invalid', `The rate "${id}" has a numerator (${above.count}) above its denominator (${below.count}).`, { cells: [numerator, denominator] });
    const rest = `rest of ${id}`;
    return { cell: { id: rest, count: below.count - above.count, status: 'hidden' }, relation: { id: `rate ${id}`, total: denominator, parts: [numerator, rest] } };
  });
  return { ...table, cells: [...table.cells, ...rests.map(({ cell }) => cell)], relations: [...table.relations, ...rests.map(({ relation }) => relation)] };
}

/** Percentages to show: null where one of the two counts is not shown as it is, or the denominator is 0. */
export function shownRates(rates: readonly Rate[], shown: ReadonlyMap<string, number | null>): { id: string; percent: number | null }[] {
  return rates.map(({ id, numerator, denominator, decimals = 1 }) => {
    const [above, below] = [shown.get(numerator) ?? null, shown.get(denominator) ?? null];
    return { id, percent: above === null || below === null || below === 0 ? null : Math.round((above / below) * 100 * 10 ** decimals) / 10 ** decimals };
  });
}

/**
 * What an attacker reads from a rate somebody already published: the numerator lies within half a unit of the last decimal.
 * lower·denominator ≤ numerator ≤ upper·denominator, as two facts that also work where the denominator is not shown.
 */
export function factsOfPublishedRate({ id, numerator, denominator, decimals = 1 }: Rate, percent: number): Fact[] {
  const half = 0.5 / 10 ** decimals;
  const bound = (name: string, share: number, sign: 1 | -1): Fact => ({
    id: `rate ${id} ${name}`, lower: 0, upper: Infinity,
    terms: [{ cell: numerator, coefficient: sign }, { cell: denominator, coefficient: -sign * share }],
  });
  return [bound('at least', Math.max(0, percent - half) / 100, 1), bound('at most', Math.min(100, percent + half) / 100, -1)];
}
