import { languageFacts, type Language } from '../../platform/language.ts';
import { qrSvg } from '../../offers/print/qr-svg.ts';
import { registrationTexts } from '../registration-texts.ts';

/** What the letter says, for src/kita/registration/welcome.typ. */
interface WelcomeLetter {
  lang: string;
  direction: 'ltr' | 'rtl';
  title: string;
  lines: readonly string[];
  scan: string;
  or: string;
  address: string;
  shown: string;
  qr: string;
  office: string;
  phone: string | null;
  bye: string;
  from: string;
}

/** A letter to a family with a newborn child, in its language; it names nobody, so that it can be printed ahead. */
export function welcomeLetter({ language, town, phone, address }: { language: Language; town: string; phone: string | undefined; address: string }): WelcomeLetter {
  const t = registrationTexts.in(language);
  return {
    lang: languageFacts[language].tag, direction: languageFacts[language].direction, title: t('welcome.title'), lines: [t('welcome.born'), t('welcome.claim'), t('welcome.how')],
    scan: t('welcome.scan'), or: t('welcome.or'), address, shown: address.replace(/^https?:\/\//, ''), qr: qrSvg(address, 'Q'), office: t('welcome.office'), phone: phone ?? null, bye: t('welcome.bye'), from: town,
  };
}
