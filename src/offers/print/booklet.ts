import type { Day } from '../../platform/day.ts';
import { languageFacts, type Language } from '../../platform/language.ts';
import { emergencyNumbers } from '../emergency.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import { plainName } from '../names.ts';
import { phasesOf, type LifePhase } from '../phase.ts';
import { sayDay } from '../said.ts';
import { guideTexts } from '../texts.ts';
import { printTexts } from './print-texts.ts';
import { bookletEntry, type BookletEntry } from './booklet-entry.ts';
import { organizationIndex, wordIndex, type IndexLine } from './booklet-index.ts';
import type { Paper, PrintedOffer, PrintedPart } from './printed.ts';
import { qrSvg } from './qr-svg.ts';

export interface BookletTown {
  name: string;
  contact: { name?: string; email?: string; phone?: string; website?: string };
}

/** A topic of a chapter: entries told here, and those told elsewhere that belong here as well. */
export interface BookletTopic {
  title: string;
  entries: readonly BookletEntry[];
  also: readonly { id: string; name: BookletEntry['name'] }[];
}

export interface BookletChapter {
  title: string;
  /** order of the life phase, from 1; 0 for what has none */
  order: number;
  topics: readonly BookletTopic[];
}

export interface Booklet {
  lang: string;
  direction: 'ltr' | 'rtl';
  paper: Paper;
  title: string;
  subtitle: string;
  lead: string;
  town: string;
  state: string;
  labels: Readonly<Record<'contents' | 'page' | 'how' | 'also' | 'german' | 'organizations' | 'words' | 'emergency' | 'emergencyLead' | 'imprint' | 'scan', string>>;
  how: readonly string[];
  chapters: readonly BookletChapter[];
  organizations: readonly IndexLine[];
  words: readonly IndexLine[];
  emergency: readonly { number: string; label: string }[];
  imprint: readonly string[];
  address: string;
}

export interface BookletWords {
  phases: readonly LifePhase[];
  fields: readonly FieldOfAction[];
}

/**
 * The directory, or a part of it, as a booklet: by life phase and topic. Each offer is told once, in the first phase and topic it belongs to; the
 * others lead there. O(offers × phases × topics).
 */
export function booklet(
  offers: readonly PrintedOffer[], { phases, fields }: BookletWords, part: PrintedPart,
  look: { language: Language; paper: Paper; today: Day; town: BookletTown; address: string; urlOf(id: string): string },
): Booklet {
  const { language, today, town } = look;
  const t = printTexts.in(language);
  const guide = guideTexts.in(language);
  const told = new Set<string>();
  const chapterOf = (title: string, order: number, own: readonly PrintedOffer[]): BookletChapter[] => {
    const topics = topicsOf(own, fields, language, t('no-topic')).map(({ title: topic, offers: here }): BookletTopic => {
      const fresh = here.filter(({ service }) => !told.has(service.id));
      for (const { service } of fresh) told.add(service.id);
      const entries = fresh.map((offer) => bookletEntry(offer, language, today, look.urlOf(offer.service.id)));
      const also = here.filter((offer) => !fresh.includes(offer)).map((offer) => bookletEntry(offer, language, today, '')).map(({ id, name }) => ({ id, name }));
      return { title: topic, entries, also };
    });
    return topics.length === 0 ? [] : [{ title, order, topics }];
  };
  const shown = part.phase ? phases.filter(({ id }) => id === part.phase!.id) : phases;
  const chapters = [
    ...shown.flatMap((phase) => chapterOf(plainName(phase.names, language), phases.indexOf(phase) + 1, offers.filter(({ service }) => phasesOf(service, phases).includes(phase)))),
    ...(part.phase ? [] : chapterOf(t('no-phase'), 0, offers.filter(({ service }) => phasesOf(service, phases).length === 0))),
  ];
  const within = offers.filter(({ service }) => told.has(service.id));
  const subtitle = [part.area?.name ?? town.name, part.phase && plainName(part.phase.names, language)].filter(Boolean).join(' · ');
  const contact = [town.contact.name, town.contact.phone, town.contact.email, town.contact.website].filter((line) => line !== undefined);
  return {
    lang: languageFacts[language].tag, direction: languageFacts[language].direction, paper: look.paper,
    title: t('title'), subtitle, lead: guide('front.lead'), town: town.name, state: t('state', { day: sayDay(language, today) }),
    labels: {
      contents: t('contents'), page: t('page'), how: t('how'), also: t('also'), german: t('german'), organizations: t('organizations'), words: t('words'),
      emergency: guide('emergency.title'), emergencyLead: guide('emergency.lead'), imprint: t('imprint'), scan: t('scan'),
    },
    how: [t('how.order'), t('how.call'), t('how.scan'), t('how.state'), ...(languageFacts[language].tag === 'de' ? [] : [t('how.german')])],
    chapters, organizations: organizationIndex(within), words: wordIndex(within, language),
    emergency: emergencyNumbers.map(({ number, label }) => ({ number, label: guide(label) })),
    imprint: [t('imprint.publisher', { town: town.name }), ...contact, t('imprint.made', { day: sayDay(language, today) })],
    address: look.address,
  };
}

/** As a template reads it: with the codes drawn, small ones for each entry and one for the whole directory. */
export function bookletData(made: Booklet): Booklet & { qr: Readonly<Record<string, string>> } {
  const entries = made.chapters.flatMap(({ topics }) => topics.flatMap((topic) => topic.entries));
  return { ...made, qr: { start: qrSvg(made.address), ...Object.fromEntries(entries.map(({ id, url }) => [id, qrSvg(url, 'L')])) } };
}

/** How many offers are told, and how many of them only in German. */
export function bookletCounts({ chapters }: Booklet): { offers: number; germanOnly: number } {
  const entries = chapters.flatMap(({ topics }) => topics.flatMap((topic) => topic.entries));
  return { offers: entries.length, germanOnly: entries.filter(({ mark }) => mark !== null).length };
}

function topicsOf(offers: readonly PrintedOffer[], fields: readonly FieldOfAction[], language: Language, rest: string): { title: string; offers: PrintedOffer[] }[] {
  const byName = (own: readonly PrintedOffer[]) => [...own].sort((a, b) => a.service.name.localeCompare(b.service.name, 'de'));
  const known = new Set(fields.map(({ id }) => id));
  return [
    ...fields.map((field) => ({ title: plainName(field.names, language), offers: byName(offers.filter(({ service }) => service.fieldIds.includes(field.id))) })),
    { title: rest, offers: byName(offers.filter(({ service }) => !service.fieldIds.some((id) => known.has(id)))) },
  ].filter((topic) => topic.offers.length > 0);
}
