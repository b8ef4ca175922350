import { qrSvg } from '../../offers/print/qr-svg.ts';
import { sayDay } from '../../offers/said.ts';
import type { Day } from '../../platform/day.ts';
import { languageFacts, type Language } from '../../platform/language.ts';
import type { PdfData } from '../../platform/pdf-texts.ts';
import { letterTexts } from '../letter-texts.ts';
import { registrationTexts } from '../registration-texts.ts';
import { comparePost } from './post-order.ts';
import type { WelcomeFamily } from './welcome-list/read-welcome-rows.ts';

/** `birth`: a child was born; `arrival`: a family moved in. */
export const welcomeOccasions = ['birth', 'arrival'] as const;
export type WelcomeOccasion = (typeof welcomeOccasions)[number];

interface WelcomeSender {
  town: string;
  /** the line above the address */
  sender: string;
  place: string;
  office: string;
  phone: string;
  /** above the German text of a letter in another language */
  germanNote: string;
  /** address of the registration in a language */
  link(language: Language): string;
}

/** Families as their letters lie in the stack. O(families × log families). */
export function inPostOrder(families: readonly WelcomeFamily[]): WelcomeFamily[] {
  return [...families].sort((one, other) => comparePost({ ...one.address, familyName: one.names[0]! }, { ...other.address, familyName: other.names[0]! }));
}

/** Data of welcome-letters.typ: one letter for each family by post code and street, in its language, the German text below; codes are drawn once for each language. O(families). */
export function welcomeDocument(sender: WelcomeSender, occasion: WelcomeOccasion, families: readonly WelcomeFamily[], day: Day): PdfData {
  const codes = new Map<Language, string>();
  const codeOf = (language: Language) => {
    const drawn = codes.get(language) ?? qrSvg(sender.link(language), 'Q');
    codes.set(language, drawn);
    return drawn;
  };
  return {
    title: `Willkommensbriefe ${sender.town}`, town: sender.town, sender: sender.sender, date: letterTexts.in('de')('date', { place: sender.place, day: sayDay('de', day) }),
    letters: inPostOrder(families).map((family) => ({
      address: addressLines(family),
      parts: family.language === 'de' ? [partOf(sender, occasion, family, 'de', codeOf('de'))]
        : [partOf(sender, occasion, family, family.language, codeOf(family.language)), { ...partOf(sender, occasion, family, 'de', codeOf('de')), note: sender.germanNote }],
    })),
  };
}

function addressLines({ names, address: { street, houseNumber, addition, postalCode, city } }: WelcomeFamily): string[] {
  return [...names, ...(addition ? [addition] : []), `${street} ${houseNumber}`.trim(), `${postalCode} ${city}`];
}

function partOf({ town, office, phone, link }: WelcomeSender, occasion: WelcomeOccasion, { names, children }: WelcomeFamily, language: Language, qr: string) {
  const t = registrationTexts.in(language);
  const { tag, direction } = languageFacts[language];
  const said = direction === 'rtl' ? (text: string) => `\u2068${text}\u2069` : (text: string) => text;
  const list = (items: readonly string[]) => new Intl.ListFormat(tag, { type: 'conjunction' }).format(items.map(said));
  const address = link(language);
  const opening = occasion === 'arrival' ? t('welcome.arrived') : children.length > 0 ? t('welcome.born.named', { child: list(children) }) : t('welcome.born');
  return {
    lang: tag, dir: direction, title: occasion === 'arrival' ? t('welcome.arrived.title', { town: said(town) }) : t('welcome.title'), greeting: letterTexts.in(language)('greeting', { name: list(names) }),
    lines: [opening, t('welcome.claim'), t('welcome.how')], scan: t('welcome.scan'), or: t('welcome.or'), address, shown: address.replace(/^https?:\/\//, ''), qr, help: t('welcome.office'), phone: phone || null,
    bye: t('welcome.bye'), from: office, note: null as string | null,
  };
}
