import { raw } from 'hono/html';
import type { Day } from '../../platform/day.ts';
import type { Language } from '../../platform/language.ts';
import { usePage } from '../../platform/page-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { dateFormat } from '../../ui/formats.ts';
import type { AgeBand } from '../facilities/age-band.ts';
import type { TextByLanguage } from '../facilities/facility.ts';
import type { Likelihood } from '../facilities/free-seats.ts';
import { facilitiesTexts } from '../facilities-texts.ts';

/** „August 2027“ in the page's language. */
export function sayMonth(language: Language, month: Day, style: 'long' | 'short' = 'long'): string {
  return dateFormat(language, { month: style, year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}T00:00:00Z`));
}

const tones = { likely: 'good', few: 'caution', 'rather-not': 'plain' } as const;
const icons = { likely: 'check', few: 'info', 'rather-not': 'close' } as const;

/** „wahrscheinlich frei“: sign, colour and words say the same; never a number. */
export function LikelyMark({ likely }: { likely: Likelihood }) {
  const t = facilitiesTexts.in(usePage().language);
  return <Badge tone={tones[likely]} icon={icons[likely]}>{t(`likely.${likely}`)}</Badge>;
}

/** How likely places are free, by age band. */
export function LikelyByBand({ likely }: { likely: Partial<Record<AgeBand, Likelihood>> }) {
  const t = facilitiesTexts.in(usePage().language);
  return (
    <ul class="plain-list kita-likely">
      {(Object.entries(likely) as [AgeBand, Likelihood][]).map(([band, word]) => <li><span>{t(`band.${band}`)}:</span> <LikelyMark likely={word} /></li>)}
    </ul>
  );
}

/** A text in the page's language, or in German and marked as such. */
export function TextIn({ texts }: { texts: TextByLanguage }) {
  const { language } = usePage();
  const own = texts[language];
  if (own) return <>{own}</>;
  const { de } = texts;
  return de ? <span lang="de" dir="ltr">{de}</span> : null;
}

export const hasText = (texts: TextByLanguage, language: Language): boolean => Boolean(texts[language] ?? texts.de);

const css = `
.kita-side{display:grid;gap:var(--gap-l)}
.kita-side>*{min-width:0;margin:0}
@media (min-width:62rem){.kita-side{grid-template-columns:minmax(0,1fr) minmax(0,1fr);align-items:start}.kita-side>.kita-map{position:sticky;inset-block-start:1rem}}
.page .kita-list{list-style:none;padding:0;margin:0}
.kita-entry{border-block-end:1px solid var(--line);padding-block:1rem;margin:0}
.kita-entry h2,.kita-entry h3{font-size:1.125rem;margin:0}
.page .kita-entry>*+*{margin-block-start:.35rem}
.page .kita-likely li{padding-block:.15rem;display:flex;flex-wrap:wrap;gap:.3rem .5rem;align-items:center;margin:0}
@media print{.kita-entry{break-inside:avoid;padding-block:.4rem}}
`.replace(/\n/g, '');

export function KitaStyle() {
  const page = usePage();
  return <style nonce={page.nonce}>{raw(css)}</style>;
}
