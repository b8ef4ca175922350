import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { CostOption, YesNoUnknown } from '../service.ts';
import { quoted, splitOutsideQuotes, withoutQuotes } from './list-cell.ts';

const FREE = /^(?:kostenlos|kostenfrei|gratis|umsonst|gebührenfrei|frei|keine(?: kosten)?|free|0(?:[.,]00?)?\s*(?:€|euro|eur)?)$/i;
const UNKNOWN = new Set(['', 'unbekannt', '?', 'k. a.', 'k.a.', 'keine angabe', '-', '–']);
const AMOUNT = /^(?:€\s*)?(\d{1,3}(?:\.\d{3})+|\d{1,6})(?:[.,](\d{2}|\d|-{1,2}|–))?\s*(?:€|euro|eur|(?=$))/i;
const REDUCED = / \[ermäßigt: ((?:"(?:[^"]|"")*")|[^\]"]*)\]$/;
const MOST = 100_000_00;

/** What the cost column says: amounts and words, and whether that means free of charge. */
export interface ReadCosts {
  costs: CostOption[];
  free: YesNoUnknown;
}

/**
 * Reads costs: „kostenlos“, „5 €“, „5,00 € pro Termin | 3 € [ermäßigt: Familienpass]“, „auf Anfrage“. A bare number is euros. Words
 * without an amount are kept as they are; their amount is unknown and never 0. Refuses `cost-too-large` and `text-too-long`.
 */
export function readCosts(cell: string): Outcome<ReadCosts> {
  if (UNKNOWN.has(cell.trim().toLowerCase())) return accepted({ costs: [], free: 'unknown' });
  if (FREE.test(cell.trim())) return accepted({ costs: [], free: 'yes' });
  const costs: CostOption[] = [];
  for (const piece of splitOutsideQuotes(cell, '|;\r\n')) {
    const cost = readCost(piece);
    if ((cost.amountCents ?? 0) > MOST) return refused('cost-too-large', { values: { text: piece.slice(0, 60) } });
    if (cost.description.length > 500 || cost.reducedFor.length > 200) return refused('text-too-long', { values: { limit: 500, length: cost.description.length } });
    if (cost.amountCents !== undefined || cost.description !== '' || cost.reducedFor !== '') costs.push(cost);
  }
  return accepted({ costs, free: costs.length > 0 && costs.every(({ amountCents }) => amountCents !== undefined && amountCents > 0) ? 'no' : 'unknown' });
}

function readCost(piece: string): CostOption {
  const reduced = REDUCED.exec(piece);
  const words = reduced ? piece.slice(0, reduced.index).trim() : piece;
  const reducedFor = reduced ? withoutQuotes(reduced[1]!) : '';
  const amount = AMOUNT.exec(words);
  const unknown = /^unbekannt(?: – |$)/.exec(words);
  const rest = words.slice(amount?.[0].length ?? unknown?.[0].length ?? 0).trim().replace(/^[–:]\s*/, '');
  return { ...(amount ? { amountCents: cents(amount) } : {}), description: withoutQuotes(rest), reducedFor };
}

function cents([, euros, fraction = '']: RegExpExecArray): number {
  const digits = /^\d+$/.test(fraction) ? fraction.padEnd(2, '0') : '00';
  return Number(euros!.replaceAll('.', '')) * 100 + Number(digits);
}

/** For the export; {@link readCosts} reads the same amounts and words. */
export function sayCosts(costs: readonly CostOption[]): string {
  return costs.map(sayCost).join(' | ');
}

function sayCost({ amountCents, description, reducedFor }: CostOption): string {
  const amount = amountCents === undefined ? 'unbekannt' : `${Math.floor(amountCents / 100)},${String(amountCents % 100).padStart(2, '0')} €`;
  // an amount of 0 alone would read as „kostenlos“, which is another column's answer
  const nothing = amountCents === 0 && reducedFor === '' ? ' ""' : '';
  const words = description === '' ? nothing : ` – ${/["|;\r\n[\]]|^[–:\s]|\s$/.test(description) ? quoted(description) : description}`;
  const reduced = reducedFor === '' ? '' : ` [ermäßigt: ${/["|;\r\n[\]]|^\s|\s$/.test(reducedFor) ? quoted(reducedFor) : reducedFor}]`;
  return amount + words + reduced;
}
