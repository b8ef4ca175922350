import type { Day } from '../../platform/day.ts';
import type { Language } from '../../platform/language.ts';
import type { Say } from '../../platform/texts.ts';
import { numberFormat } from '../../ui/formats.ts';
import { addressText } from '../address.ts';
import { sayAges } from '../age.ts';
import { openingLines, sayOpening } from '../opening.ts';
import { sayDay, sayLanguage, sayWeekday } from '../said.ts';
import type { ServiceRecord } from '../service.ts';
import { isForeign, noteIn, textsIn } from '../service-text.ts';
import { guideTexts, type GuideKey } from '../texts.ts';
import { german, own, piece, type Piece, type PrintedOffer } from './printed.ts';

/** A line of a fact: pieces that follow each other. */
export type Line = readonly Piece[];

export interface BookletEntry {
  id: string;
  name: Piece;
  /** the German name, where the page shows another */
  german: string | null;
  organization: Piece;
  summary: Piece | null;
  /** telephone first */
  phones: readonly { number: string; note: Piece | null }[];
  email: string | null;
  facts: readonly { label: string; lines: readonly Line[] }[];
  /** when somebody last said that it is true */
  assured: string;
  /** said where the page shows German */
  mark: string | null;
  url: string;
}

const MOST_PHONES = 3;

/** An offer as a booklet shows it, in a language: name, for whom, when, where, telephone, cost, languages, how sure. What nobody knows is said so. */
export function bookletEntry(offer: PrintedOffer, language: Language, today: Day, url: string): BookletEntry {
  const { service } = offer;
  const t = guideTexts.in(language);
  const { head, audience, applicationProcess } = textsIn(service, language);
  const isGerman = isForeign(head.language, language);
  const note = (kind: Parameters<typeof noteIn>[2], text: string) => piece(noteIn(service, language, kind, text), language);
  const served = service.languages.map((code) => sayLanguage(language, code)).join(', ');
  const facts = [
    { label: t('offer.for'), lines: [[own(sayAges(service, t))], ...(audience.text ? [[piece(audience, language)]] : [])] },
    { label: t('offer.when'), lines: whenLines(service, language, today, note, t) },
    { label: t('offer.where'), lines: whereLines(offer, language, note, t) },
    { label: t('offer.costs'), lines: costLines(service, language, note, t) },
    {
      label: t('offer.register'),
      lines: [
        ...(service.walkIn === 'unknown' && applicationProcess.text ? [] : [[own(t(service.walkIn === 'yes' ? 'register.no' : service.walkIn === 'no' ? 'register.yes' : 'register.unknown'))]]),
        ...(applicationProcess.text ? [[piece(applicationProcess, language)]] : []),
      ],
    },
    ...(served ? [{ label: t('offer.languages'), lines: [[own(served)]] }] : []),
  ];
  return {
    id: service.id, name: piece({ text: head.name, language: head.language }, language), german: !isGerman && head.name !== service.name ? service.name : null,
    organization: german(offer.organizationName, language), summary: head.summary ? piece({ text: head.summary, language: head.summaryLanguage }, language) : null,
    phones: service.phones.slice(0, MOST_PHONES).map(({ number, description }) => ({ number, note: description ? note('phone-note', description) : null })),
    email: service.email ?? null, facts, url,
    assured: service.assuredAt ? t('card.assured', { day: sayDay(language, service.assuredAt) }) : t('card.not-assured'),
    mark: isGerman ? t('text.german') : null,
  };
}

type SayNote = (kind: Parameters<typeof noteIn>[2], text: string) => Piece;

function whenLines(service: ServiceRecord, language: Language, today: Day, note: SayNote, t: Say<GuideKey>): Line[] {
  const rules = service.schedules.filter((rule) => rule.validUntil === undefined || rule.validUntil > today);
  const begins = service.validFrom !== undefined && service.validFrom > today ? [[own(t('offer.begins', { day: sayDay(language, service.validFrom) }))]] : [];
  if (rules.length === 0) return [...begins, [own(t('offer.no-times'))]];
  return [...begins, ...openingLines(rules).map((line) => {
    const said = sayOpening(line, t, (day) => sayWeekday(language, day), (day) => sayDay(language, day, 'short'));
    return [own(`${said.days}: \u2066${said.times}\u2069${said.more ? ` (${said.more})` : ''}`), ...(said.note ? [own(', '), note('time-note', said.note)] : [])];
  })];
}

function whereLines({ service, places }: PrintedOffer, language: Language, note: SayNote, t: Say<GuideKey>): Line[] {
  const outreach = service.outreach === 'yes' ? [[own(t('offer.outreach'))]] : [];
  if (places.length === 0) return outreach.length > 0 ? outreach : [[own(t('offer.no-place'))]];
  return [...outreach, ...places.map(({ location, description }) => [
    german([location.name, addressText(location)].filter(Boolean).join(', '), language),
    ...(description ? [own(' – '), note('place-note', description)] : []),
    ...(location.stepFree === 'unknown' ? [] : [own(` · ${t(`step-free.${location.stepFree}`)}`)]),
  ])];
}

function costLines(service: ServiceRecord, language: Language, note: SayNote, t: Say<GuideKey>): Line[] {
  if (service.freeOfCharge === 'yes') return [[own(t('cost.free'))]];
  if (service.costs.length === 0) return [[own(t(service.freeOfCharge === 'no' ? 'cost.charged' : 'cost.unknown'))]];
  const money = numberFormat(language, { style: 'currency', currency: 'EUR' });
  return service.costs.map(({ amountCents, description, reducedFor }) => {
    const [before = '', after = ''] = t('cost.reduced', { text: '\u0000' }).split('\u0000');
    return [
      own(amountCents === undefined ? t('cost.amount-unknown') : amountCents === 0 ? t('cost.free') : `\u2066${money.format(amountCents / 100)}\u2069`),
      ...(description ? [own(' – '), note('cost-note', description)] : []),
      ...(reducedFor ? [own(` – ${before}`), note('reduction', reducedFor), own(after)] : []),
    ];
  });
}
