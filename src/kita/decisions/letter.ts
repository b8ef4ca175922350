import { sayDay } from '../../offers/said.ts';
import type { Day } from '../../platform/day.ts';
import { languageFacts, type Language } from '../../platform/language.ts';
import { numberFormat } from '../../ui/formats.ts';
import { letterTexts } from '../letter-texts.ts';
import type { Alternative, DecisionContent, DecisionRecord, SaidReason, SaidWish } from './content.ts';

/** What every letter of a municipality says of itself. */
export interface LetterOffice {
  town: string;
  name: string;
  /** telephone, mail, address, opening hours: each a line of its own */
  contact: readonly string[];
  phone: string;
  criteriaAddress: string;
  /** German, of § 36 SGB X; said only in a notice */
  remedy: string;
}

/** Facts of one letter. The same facts make the page and the paper. */
export interface LetterFacts {
  decision: DecisionRecord;
  content: DecisionContent;
  office: LetterOffice;
  /** full name of the guardian addressed; missing on pages */
  guardianName?: string;
  /** address at which the place is answered without an account */
  answerAddress?: string;
  /** what it is about: the decision unless told otherwise */
  kind?: 'decision' | 'reminder' | 'lapse';
}

export interface LetterSection {
  key: 'intro' | 'answer' | 'wishes' | 'alternatives' | 'help' | 'remedy';
  heading?: string;
  paragraphs: readonly string[];
  items: readonly string[];
}

export interface LetterText {
  language: Language;
  title: string;
  greeting: string;
  facts: readonly { label: string; value: string }[];
  sections: readonly LetterSection[];
  closing: string;
}

/** The letter in one language. In German it is the binding text with the legal remedy; in all others a help to read it. O(wishes + alternatives). */
export function letterOf(facts: LetterFacts, language: Language): LetterText {
  if (facts.kind === 'lapse') return lapseOf(facts, language);
  const { decision, content, office, guardianName, answerAddress, kind } = facts;
  const t = letterTexts.in(language);
  const said = isolating(language);
  const child = said(decision.childName);
  const facility = said(decision.facilityName ?? '');
  const asksAnswer = decision.outcome === 'place' && decision.answerUntil !== null;
  const isChange = content.presentFacilityName !== undefined;
  const fact = (label: string, value: string | null | undefined) => (value ? [{ label, value }] : []);
  const wishes = content.wishes.filter(({ reason }) => reason.kind !== 'granted' && reason.kind !== 'better-place');
  const intro = {
    place: [
      t('place.text', { child, facility, day: sayDay(language, decision.startsOn ?? ('1970-01-01' as Day)) }),
      content.rank === 1 ? t('place.first') : content.rank === null ? t('place.unasked') : t('place.rank', { rank: content.rank }),
      ...(content.presentFacilityName ? [t('place.present', { child, facility: said(content.presentFacilityName) })] : []),
      ...(content.replacesFacilityName ? [t('place.instead', { facility: said(content.replacesFacilityName) })] : []),
      ...(decision.form === 'letter' ? [t('place.private')] : []),
    ],
    keeps: [t('keeps.text', { child, facility })],
    none: [t('none.text', { child }), t('none.waiting', { child }), t('none.claim')],
  }[decision.outcome];
  const sections: LetterSection[] = [
    { key: 'intro', paragraphs: [...(kind === 'reminder' ? [t('reminder.text')] : []), ...intro], items: [] },
    ...(asksAnswer ? [{
      key: 'answer' as const, heading: t('answer.title'), paragraphs: [t(isChange ? 'answer.until.change' : 'answer.until', { child, day: sayDay(language, decision.answerUntil!, 'weekday') })],
      items: [
        ...(answerAddress ? [t('answer.link', { address: said(answerAddress) })] : []), t('answer.account'), ...(office.phone ? [t('answer.phone', { phone: said(office.phone) })] : []),
      ],
    }] : []),
    ...(wishes.length > 0 ? [{
      key: 'wishes' as const, heading: t(decision.outcome === 'none' ? 'wishes.title.none' : 'wishes.title.place'),
      items: wishes.map((wish) => sayWish(wish, language)),
      paragraphs: [...(wishes.some(({ waiting }) => waiting) ? [t('waiting.note')] : []), t('criteria', { address: said(office.criteriaAddress) })],
    }] : []),
    ...(content.alternatives.length > 0 || (decision.outcome === 'none' && content.wishes.length > 0) ? [{
      key: 'alternatives' as const, heading: t('alternatives.title'), paragraphs: [t(content.alternatives.length > 0 ? 'alternatives.text' : 'alternatives.none')], items: content.alternatives.map((one) => sayAlternative(one, language)),
    }] : []),
    { key: 'help', heading: t('help.title'), paragraphs: [t('help.text', { office: said(office.name) })], items: office.contact.map(said) },
    ...(decision.form === 'notice' ? [{ key: 'remedy' as const, heading: t('remedy.title'), paragraphs: [language === 'de' ? office.remedy : t('remedy.translated')], items: [] }] : []),
  ];
  return {
    language, title: t(`title.${decision.outcome}`, { child }), greeting: guardianName ? t('greeting', { name: said(guardianName) }) : '',
    facts: [
      ...fact(t('fact.child'), child), ...fact(t('fact.facility'), facility), ...fact(t('fact.seat'), decision.seatTypeNames ? seatName(decision.seatTypeNames, language, said) : null),
      ...fact(t('fact.hours'), decision.weeklyHours === null ? null : t('fact.hours.value', { hours: numberFormat(language, { maximumFractionDigits: 1 }).format(decision.weeklyHours) })),
      ...fact(t('fact.starts'), decision.startsOn && sayDay(language, decision.startsOn)),
      ...fact(t('fact.until'), asksAnswer ? sayDay(language, decision.answerUntil!, 'weekday') : null), ...fact(t('fact.number'), said(decision.number)),
    ],
    sections, closing: t('closing'),
  };
}

/** Nobody answered: the place goes on, or the wish to change stands. */
function lapseOf({ decision, office, guardianName }: LetterFacts, language: Language): LetterText {
  const t = letterTexts.in(language);
  const said = isolating(language);
  const values = { child: said(decision.childName), facility: said(decision.facilityName ?? ''), day: decision.answerUntil ? sayDay(language, decision.answerUntil) : '', start: decision.startsOn ? sayDay(language, decision.startsOn) : '' };
  const kind = decision.answer?.answer === 'accepted' ? 'change' : 'lapse';
  return {
    language, title: t(`${kind}.title`, values), greeting: guardianName ? t('greeting', { name: said(guardianName) }) : '', closing: t('closing'),
    facts: [{ label: t('fact.child'), value: values.child }, { label: t('fact.number'), value: said(decision.number) }],
    sections: [
      { key: 'intro', paragraphs: [t(`${kind}.text`, values)], items: [] },
      { key: 'help', heading: t('help.title'), paragraphs: [t('help.text', { office: said(office.name) })], items: office.contact.map(said) },
    ],
  };
}

/** One wish in a sentence: what it was, why it did not come true, the place on the waiting list. */
export function sayWish(wish: SaidWish, language: Language): string {
  const t = letterTexts.in(language);
  const said = isolating(language);
  const line = t('wish', { rank: wish.rank, facility: said(wish.facilityName), seat: seatName(wish.seatTypeNames, language, said), reason: sayReason(wish.reason, language) });
  if (!wish.waiting) return line;
  const { place, of } = wish.waiting;
  return `${line} ${of === undefined ? t('waiting', { place }) : t('waiting.of', { place, of })}`;
}

export function sayReason(reason: SaidReason, language: Language): string {
  const t = letterTexts.in(language);
  switch (reason.kind) {
    case 'points': return t('reason.points', { needed: reason.needed, own: reason.own });
    case 'lottery': return t('reason.lottery', { own: reason.own });
    case 'ineligible': {
      const { code } = reason;
      if (code === 'age' || code === 'inclusive' || code === 'non-resident' || code === 'declined' || code === 'closed') return t(`reason.ineligible.${code}`);
      return t(code === 'not-offered' ? 'reason.no-seats' : 'reason.ineligible');
    }
    default: return t(`reason.${reason.kind}`);
  }
}

function sayAlternative({ facilityName, street, city, phone, metres }: Alternative, language: Language): string {
  const t = letterTexts.in(language);
  const said = isolating(language);
  const values = { facility: said(facilityName), address: said([street, city, phone].filter(Boolean).join(', ')) };
  if (metres === undefined) return t('alternative', values);
  return t('alternative.distance', { ...values, kilometres: numberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(Math.max(metres, 100) / 1_000) });
}

function seatName(names: Partial<Record<Language, string>>, language: Language, said: (text: string) => string): string {
  return names[language] ?? said(names.de ?? '');
}

/** Names written from left to right stand by themselves within a text written from right to left. */
function isolating(language: Language): (text: string) => string {
  return languageFacts[language].direction === 'rtl' ? (text) => (text === '' ? '' : `\u2068${text}\u2069`) : (text) => text;
}
