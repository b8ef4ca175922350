import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import { makePdf } from '../../platform/pdf.ts';
import type { PdfData } from '../../platform/pdf-texts.ts';
import { newService, type ServiceRecord } from '../service.ts';
import { booklet, bookletCounts, bookletData } from './booklet.ts';
import { organizationIndex, wordIndex } from './booklet-index.ts';
import { poster } from './poster.ts';
import type { PrintedOffer } from './printed.ts';

const today = day('2026-11-22');
const at = new Date('2026-11-22T09:00:00Z');
const template = (name: string) => ({ name, source: readFileSync(new URL(`./${name}.typ`, import.meta.url), 'utf8') });
const [early, kita] = [
  { id: newId(), key: 'frueh', names: { de: '0 bis 3 Jahre', ar: 'من 0 إلى 3 سنوات' }, fromMonth: 0, untilMonth: 36, position: 1 },
  { id: newId(), key: 'kita', names: { de: '3 bis 6 Jahre' }, fromMonth: 36, untilMonth: 72, position: 2 },
];
const advice = { id: newId(), key: 'beratung', names: { de: 'Beratung' }, icon: 'talk', position: 1 };
const words = { phases: [early!, kita!], fields: [advice] };
const look = (language: Language = 'de', paper: 'a4' | 'a5' = 'a5') => ({
  language, paper, today, town: { name: 'Musterstadt', contact: { phone: '05181 7030', email: 'kette@musterstadt.example' } }, address: 'https://stadt.example/muster', urlOf: (id: string) => `https://stadt.example/muster/angebote/${id}`,
});

function offer(name: string, known: Partial<ServiceRecord> = {}, organizationName = 'Familienwerk'): PrintedOffer {
  const location = { id: newId(), name: 'Haus der Familie', street: 'Kirchstraße', houseNumber: '3', postalCode: '31061', city: 'Musterstadt', stepFree: 'yes' as const, isDemo: false };
  return { service: newService({ id: newId(), organizationId: newId(), name, fieldIds: [advice.id], minimumAgeMonths: 0, maximumAgeMonths: 71, ...known }), organizationName, places: [{ location, description: '' }] };
}

function textOf(content: Uint8Array): string {
  return execFileSync(READER, ['-layout', '-', '-'], { input: Buffer.from(content) }).toString('utf8').replaceAll('\u2060', '');
}

const READER = 'pdftotext';
const hasReader = (() => {
  try {
    execFileSync(READER, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

async function set(made: ReturnType<typeof booklet>) {
  const result = await makePdf({ template: template('booklet'), data: bookletData(made) as unknown as PdfData, at });
  if (!result.ok) throw new Error(result.refusals[0]!.code);
  return result.value;
}

describe('A booklet of the directory', () => {
  it('tells each offer once and leads to it wherever it fits as well', () => {
    const both = offer('Familiencafé');
    const made = booklet([both], words, {}, look());
    expect(made.chapters.map(({ title }) => title)).toEqual(['0 bis 3 Jahre', '3 bis 6 Jahre']);
    expect(made.chapters[0]!.topics[0]!.entries.map(({ id }) => id)).toEqual([both.service.id]);
    expect(made.chapters[1]!.topics[0]).toMatchObject({ entries: [], also: [{ id: both.service.id }] });
  });

  it('keeps what has no age and no topic', () => {
    const made = booklet([offer('Notruf', { minimumAgeMonths: undefined, maximumAgeMonths: undefined, fieldIds: [] })], words, {}, look());
    expect(made.chapters).toMatchObject([{ order: 0, topics: [{ title: 'Weitere Angebote' }] }]);
  });

  it('holds only one phase if that is asked for', () => {
    const made = booklet([offer('Kita-Gruppe', { minimumAgeMonths: 36 }), offer('Krabbelgruppe', { maximumAgeMonths: 35 })], words, { phase: kita! }, look());
    expect(made.chapters.flatMap(({ topics }) => topics.flatMap(({ entries }) => entries.map(({ name }) => name.text)))).toEqual(['Kita-Gruppe']);
    expect(made.organizations[0]!.ids).toHaveLength(1);
  });

  it('shows German where nobody translated, says so, and counts it', () => {
    const translated = offer('Beratung', { texts: [{ language: 'ar', name: 'استشارة', summary: '', description: '', state: 'reviewed' }] });
    const made = booklet([translated, offer('Krabbelgruppe')], words, {}, look('ar'));
    const [first, second] = made.chapters[0]!.topics[0]!.entries;
    expect(first).toMatchObject({ german: 'Beratung', mark: null, name: { text: '\u2068استشارة\u2069', lang: null } });
    expect(second).toMatchObject({ german: null, name: { text: '\u2068Krabbelgruppe\u2069', lang: 'de' } });
    expect(second!.mark).not.toBeNull();
    expect(bookletCounts(made)).toEqual({ offers: 2, germanOnly: 1 });
  });

  it('says what nobody knows as unknown, never as free', () => {
    const [entry] = booklet([offer('Kurs')], words, {}, look()).chapters[0]!.topics[0]!.entries;
    expect(entry!.facts.find(({ label }) => label === 'Kosten')!.lines[0]![0]!.text).toBe('Nicht angegeben – bitte fragen Sie nach');
    expect(entry!.assured).toBe('Noch nicht bestätigt');
  });

  it('has an index of who offers what and of the words families look for', () => {
    const offers = [offer('Hebammensprechstunde', { summary: 'Eine Hebamme berät in der Schwangerschaft.' }, 'Zebra e. V.'), offer('Schuldnerberatung', {}, 'Anker gGmbH')];
    expect(organizationIndex(offers).map(({ word }) => word)).toEqual(['Anker gGmbH', 'Zebra e. V.']);
    expect(wordIndex(offers, 'de').find(({ ids }) => ids.includes(offers[0]!.service.id))).toBeDefined();
    expect(wordIndex(offers, 'tr').every(({ word }) => word !== '')).toBe(true);
  });
});

describe('A booklet as PDF', () => {
  const schedules = [{ weekday: 2, opensAt: '09:30', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: 'nicht in den Ferien' }];

  it.skipIf(!hasReader)('has contents and index with the page on which the offer stands', async () => {
    const made = await set(booklet([offer('Krabbelgruppe', { schedules, phones: [{ number: '05181 70300', description: '', languages: [] }] })], words, {}, look()));
    const pages = textOf(made.content).split('\f');
    const own = pages.findIndex((page) => page.includes('Krabbelgruppe') && page.includes('Dienstag')) + 1;
    expect(own).toBeGreaterThan(1);
    expect(pages.find((page) => page.includes('Inhalt'))).toMatch(new RegExp(`0 bis 3 Jahre[ .]*${own}`));
    expect(pages.filter((page) => page.includes('Wer bietet was an')).at(-1)).toMatch(new RegExp(`Familienwerk\\s+${own}`));
    expect(pages[own - 1]).toContain('05181 70300');
    expect(made.replaced).toBe(0);
  });

  it.each(['de-easy', 'ar', 'uk', 'tr'] as const)('is accessible in %s as well', async (language) => {
    const made = await set(booklet([offer('Krabbelgruppe', { schedules }), offer('Eltern-Kind-Turnen', { minimumAgeMonths: 36 })], words, {}, look(language, 'a4')));
    expect(made.pages).toBeGreaterThan(4);
  });

  it('bears hostile names, emoji, markup and ten thousand letters', async () => {
    const hostile = ['#panic("x") *a* <b>', '\u202e gnudnilhcs', '🎈🎈', '漢字'.repeat(30), 'ب\u0301'.repeat(20), '=HYPERLINK("x")', 'x'.repeat(10_000), '</svg>', '\u0000\u0007'];
    const made = await set(booklet(hostile.map((name) => offer(name, { summary: name }, name)), words, {}, look('ar')));
    expect(made.replaced).toBeGreaterThan(100);
  });

  it.each(['a4', 'a3'] as const)('and a poster on %s', async (paper) => {
    const subject = { kind: 'offer', offer: offer('Krabbelgruppe', { schedules, phones: [{ number: '05181 70300', description: '', languages: [] }] }) } as const;
    const made = await makePdf({ template: template('poster'), at, data: poster(subject, { language: 'tr', paper, town: 'Musterstadt', address: 'https://stadt.example/muster/tr', drawing: 'M4 4h16' }) as unknown as PdfData });
    expect(made.ok && made.value.pages).toBe(1);
  });
});
