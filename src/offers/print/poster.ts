import { languageFacts, type Language } from '../../platform/language.ts';
import { addressText } from '../address.ts';
import { sayAges } from '../age.ts';
import { openingLines, sayOpening } from '../opening.ts';
import { sayDay, sayWeekday } from '../said.ts';
import { textsIn } from '../service-text.ts';
import { guideTexts } from '../texts.ts';
import { printTexts } from './print-texts.ts';
import { german, own, piece, type Piece, type PrintedOffer } from './printed.ts';
import { qrSvg } from './qr-svg.ts';

export const posterPapers = ['a4', 'a3'] as const;
export type PosterPaper = (typeof posterPapers)[number];

/** What a poster points to. */
export type PosterSubject =
  | { kind: 'guide' } | { kind: 'start' }
  | { kind: 'area'; name: string }
  | { kind: 'offer'; offer: PrintedOffer };

export interface Poster {
  lang: string;
  direction: 'ltr' | 'rtl';
  paper: PosterPaper;
  title: Piece;
  lines: readonly Piece[];
  phone: string | null;
  facts: readonly { label: string; pieces: readonly Piece[] }[];
  scan: string;
  or: string;
  address: string;
  shown: string;
  qr: string;
  pictogram: string;
  from: string;
}

const MOST_TIMES = 3;

/** A poster with a large code: few words, so that they are read in passing. `drawing` is a path on a grid of 24 units. */
export function poster(subject: PosterSubject, look: { language: Language; paper: PosterPaper; town: string; address: string; drawing: string }): Poster {
  const { language, town } = look;
  const t = printTexts.in(language);
  const guide = guideTexts.in(language);
  return {
    lang: languageFacts[language].tag, direction: languageFacts[language].direction, paper: look.paper, ...wordsOf(subject, language, town),
    scan: t('poster.scan'), or: t('poster.or'), address: look.address, shown: look.address.replace(/^https?:\/\//, ''), qr: qrSvg(look.address, 'Q'),
    pictogram: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="${look.drawing}" fill="none" stroke="#a4265e" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
    from: guide('front.title', { town }),
  };
}

function wordsOf(subject: PosterSubject, language: Language, town: string): Pick<Poster, 'title' | 'lines' | 'phone' | 'facts'> {
  const t = printTexts.in(language);
  const plain = { phone: null, facts: [] };
  switch (subject.kind) {
    case 'guide': return { ...plain, title: own(t('poster.guide')), lines: [own(t('poster.guide.text', { town }))] };
    case 'start': return { ...plain, title: own(t('poster.start', { town })), lines: [own(guideTexts.in(language)('front.lead'))] };
    case 'area': return { ...plain, title: own(t('poster.area', { area: subject.name })), lines: [own(t('poster.area.text'))] };
    case 'offer': return offerWords(subject.offer, language);
  }
}

function offerWords({ service, organizationName, places }: PrintedOffer, language: Language): Pick<Poster, 'title' | 'lines' | 'phone' | 'facts'> {
  const t = guideTexts.in(language);
  const { head } = textsIn(service, language);
  const times = openingLines(service.schedules).slice(0, MOST_TIMES).map((line) => sayOpening(line, t, (day) => sayWeekday(language, day), (day) => sayDay(language, day, 'short')));
  const place = places[0]?.location;
  return {
    title: piece({ text: head.name, language: head.language }, language),
    lines: head.summary ? [piece({ text: head.summary, language: head.summaryLanguage }, language)] : [],
    phone: service.phones[0]?.number ?? null,
    facts: [
      { label: t('offer.for'), pieces: [own(sayAges(service, t))] },
      ...(times.length > 0 ? [{ label: t('offer.when'), pieces: times.map(({ days, times: hours, more }) => own(`${days}: \u2066${hours}\u2069${more ? ` (${more})` : ''}`)) }] : []),
      ...(place ? [{ label: t('offer.where'), pieces: [german([place.name, addressText(place)].filter(Boolean).join(', '), language)] }] : []),
      ...(service.freeOfCharge === 'yes' ? [{ label: t('offer.costs'), pieces: [own(t('cost.free'))] }] : []),
      { label: t('offer.provider'), pieces: [german(organizationName, language)] },
    ],
  };
}
