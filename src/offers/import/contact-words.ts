import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { Phone } from '../service.ts';
import { quoted, splitOutsideQuotes, withoutQuotes } from './list-cell.ts';

type TypedPhone = Pick<Phone, 'number' | 'description'>;

const NUMBER = /^\+?[\d\s()/.\-–\u00a0\u2010\u2011]+$/;
const NOTHING = new Set(['', '-', '–', '—', '/', 'k. a.', 'k.a.', 'keine', 'keine angabe', 'unbekannt']);

export const saysNothing = (text: string) => NOTHING.has(text.trim().toLowerCase());

/**
 * Telephone numbers as typed, each with words behind it in brackets: „05181 703-0 (Büro) | 0170 1234567“. Two numbers in one piece
 * („… oder …“) are refused, because nobody could dial them: `phone-not-read`.
 */
export function readPhones(cell: string): Outcome<TypedPhone[]> {
  if (saysNothing(cell)) return accepted([]);
  const phones: TypedPhone[] = [];
  for (const piece of splitOutsideQuotes(cell, '|;\r\n')) {
    const phone = readPhone(piece.slice(0, 500));
    if (!phone) return refused('phone-not-read', { values: { text: piece.slice(0, 60) } });
    if (!phones.some(({ number, description }) => number === phone.number && description === phone.description)) phones.push(phone);
  }
  return accepted(phones);
}

function readPhone(piece: string): TypedPhone | undefined {
  const inQuotes = /^([^"]*?)\s*("(?:[^"]|"")*")$/.exec(piece);
  const inBrackets = /^([^"]*\d[^"]*?)\s*\(([^()"]*\p{L}[^()"]*)\)$/u.exec(piece);
  const number = (inQuotes?.[1] ?? inBrackets?.[1] ?? piece).trim().replace(/^tel(?:efon)?\.?:?\s*/i, '');
  const description = inQuotes ? withoutQuotes(inQuotes[2]!) : (inBrackets?.[2] ?? '').trim();
  const digits = number.replace(/\D/g, '').length;
  return NUMBER.test(number) && digits >= 3 && digits <= 20 && number.length <= 40 ? { number, description } : undefined;
}

/** For the export; {@link readPhones} reads the same. */
export function sayPhones(phones: readonly TypedPhone[]): string {
  return phones
    .map(({ number, description }) => {
      if (description === '') return number;
      return /^[^()"|;\r\n]*\p{L}[^()"|;\r\n]*$/u.test(description) ? `${number} (${description})` : `${number} ${quoted(description)}`;
    })
    .join(' | ');
}

/** An address of e-mail. Refuses `email-not-read`. */
export function readEmail(cell: string): Outcome<string | undefined> {
  const text = cell.trim().replace(/^mailto:/i, '');
  if (saysNothing(text)) return accepted(undefined);
  const isAddress = text.length <= 254 && /^[^\s@<>"(),:;\\]{1,64}@[^\s@<>"(),:;\\/]+\.[^\s@<>"(),:;\\/.]{2,}$/.test(text) && !text.includes('..');
  return isAddress ? accepted(text) : refused('email-not-read', { values: { text: text.slice(0, 60) } });
}

/**
 * A web address with http or https, as typed. Without a scheme https is put in front, and the preview says so. Refuses
 * `website-scheme` (javascript:, data:, ftp: …), `website-not-read` (also with a password in it or without a full host name).
 */
export function readWebsite(cell: string): Outcome<{ website?: string; added: boolean }> {
  const text = cell.trim();
  if (saysNothing(text)) return accepted({ added: false });
  const values = { text: text.slice(0, 60) };
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return refused('website-scheme', { values: { ...values, scheme } });
  const website = scheme === undefined ? `https://${text}` : text;
  const url = URL.canParse(website) ? new URL(website) : undefined;
  const isWhole = url && /^https?:\/\/[^/]/i.test(website) && !/[\s<>"\\]/.test(website) && website.length <= 500;
  const hasHost = url && url.username === '' && url.password === '' && /^[^.]+(?:\.[^.]+)*\.[a-z0-9-]*[a-z][a-z0-9-]*\.?$/i.test(url.hostname);
  return isWhole && hasHost ? accepted({ website, added: scheme === undefined }) : refused('website-not-read', { values });
}
