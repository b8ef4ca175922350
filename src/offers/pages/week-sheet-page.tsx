import { addDays } from '../../platform/day.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { languages } from '../../platform/language.ts';
import { LinkButton } from '../../ui/button.tsx';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { eventTexts } from '../event-texts.ts';
import { placesLeftOn, registrationOn } from '../events/places-left.ts';
import { DAYS_OF_WEEK } from '../events/week.ts';
import { sayDay } from '../said.ts';
import type { WeekDate } from '../server/week-dates.ts';
import { dateWords, placeText, reasonOf, saySpecial, sayDateTimes } from './event-words.tsx';
import { EventPicture } from './event-pictograms.tsx';
import { QrCode } from './list-qr.tsx';
import { askedWeek, WEEK } from './week-page.tsx';
import { DoorSheetStyle } from './week-sheet-style.tsx';

/** What fits one side of A4, in lines of the roomy setting: measured with Chromium, long names and reasons included. */
const ROOMY = 11;
const DENSE = 20;
const TIGHT = 36;
/** Letters that surely stand in one line, of whichever setting. */
const LINE = 44;
/** Arabic needs higher lines. */
const HIGH_LINES = 1.15;

/** The week as a sheet to hang up: one side of A4 in the language of the address; `?sprache=` leads to another one. */
export async function weekSheetPage(view: View): Promise<Sheet | Response> {
  const asked = languages.find((one) => one === view.query.get('sprache'));
  if (asked && asked !== view.language) {
    const query = new URLSearchParams(view.query);
    query.delete('sprache');
    return new Response(null, { status: 302, headers: { Location: view.hrefIn(asked, view.path, query) } });
  }
  const { language, town } = view;
  const t = eventTexts.in(language);
  const week = await askedWeek(view);
  const { shown, more } = onOnePage(week.dates, view);
  const setting = weightOf(shown, view) <= ROOMY ? 'door-sheet' : weightOf(shown, view) <= DENSE ? 'door-sheet door-sheet--dense' : 'door-sheet door-sheet--tight';
  const address = `${view.configuration.baseUrl.origin}${view.href(WEEK, week.query(week.monday))}`;
  const days = [...new Set(shown.map(({ listedOn }) => listedOn))];
  return {
    title: t('sheet.title'), noIndex: true,
    content: (
      <>
        <DoorSheetStyle />
        <div class="cluster no-print">
          <PrintButton label={t('sheet.print')} />
          <LinkButton look="tertiary" icon="previous" href={view.href(WEEK, week.query(week.monday))}>{t('sheet.back')}</LinkButton>
        </div>
        <div class={setting}>
          <header class="door-head">
            <div>
              <h1>{t('sheet.title')}</h1>
              <p><bdi lang="de">{week.area && week.area.name !== town.name ? `${town.name}, ${week.area.name}` : town.name}</bdi></p>
              <p>{sayDay(language, week.monday)} – {sayDay(language, addDays(week.monday, DAYS_OF_WEEK - 1))}</p>
            </div>
            <div class="door-scan"><QrCode text={address} label={t('sheet.scan')} />{t('sheet.scan')}</div>
          </header>
          {shown.length === 0 ? <p>{t('week.none')}</p> : null}
          <div class="door-days">
            {days.map((day) => (
              <section class="door-day">
                <h2>{sayDay(language, day, 'weekday').replace(/,? ?\d{4}.*$/, '')}</h2>
                <ul>{shown.filter(({ listedOn }) => listedOn === day).map((date) => <SheetDate view={view} date={date} />)}</ul>
              </section>
            ))}
          </div>
          <footer class="door-foot">
            <p>{more > 0 ? <strong>{t('sheet.more', { count: more })} </strong> : null}{town.contact.phone ? <>{t('sheet.ask')} <bdi dir="ltr">{town.contact.phone}</bdi></> : town.contact.email ? <>{t('sheet.ask')} <bdi dir="ltr">{town.contact.email}</bdi></> : null}</p>
            <p>{t('sheet.as-of', { day: sayDay(language, view.clock.today()) })}</p>
          </footer>
        </div>
      </>
    ),
  };
}

/**
 * As many dates as one side holds. Events, and what is cancelled or moved, come first; regular dates of offers fill what is left of large type – free ones
 * first. Of many alike each day gets its first before any gets its second: a full Monday leaves room for the rest of the week. They stand in the order of
 * the week, and how many are left out is said on the sheet.
 */
function onOnePage(dates: readonly WeekDate[], view: View): { shown: WeekDate[]; more: number } {
  const rank = (date: WeekDate) => (date.event ? 0 : date.state !== 'on' || date.movedFrom || date.isExtra ? 1 : date.service?.freeOfCharge === 'yes' ? 2 : 3);
  const chosen = new Set<WeekDate>();
  const turns = new Map<string, number>();
  const turn = new Map(dates.map((date) => {
    const key = `${date.listedOn} ${rank(date)}`;
    turns.set(key, (turns.get(key) ?? 0) + 1);
    return [date, turns.get(key)!];
  }));
  for (const date of [...dates].sort((one, other) => rank(one) - rank(other) || turn.get(one)! - turn.get(other)!)) {
    const room = rank(date) < 2 ? TIGHT : DENSE;
    if (weightOf([...chosen, date], view) <= room) chosen.add(date);
  }
  return { shown: dates.filter((date) => chosen.has(date)), more: dates.length - chosen.size };
}

function weightOf(dates: readonly WeekDate[], view: View): number {
  const weight = dates.reduce((sum, date) => sum + 1 + Math.max(0, linesOf(date, view) - 2) * 0.5, 0) + new Set(dates.map(({ listedOn }) => listedOn)).size * 0.63;
  return view.language === 'ar' ? weight * HIGH_LINES : weight;
}

/** Two lines are the rule: the name, and where; more where something is long, moved or given a reason. */
function linesOf(date: WeekDate, view: View): number {
  const { language } = view;
  const lines = (text: string) => Math.ceil(text.length / LINE);
  const special = saySpecial(language, date);
  return lines(dateWords(date, language).name) + (special ? lines(`${special}  ${reasonOf(language, date)?.text ?? ''}`) : 0) + (date.state === 'on' ? lines(detailsOf(date, factsOf(view, date))) : 0);
}

/** Place and facts in one line. */
function detailsOf(date: WeekDate, facts: readonly string[]): string {
  return [placeText(date, false), ...facts].filter(Boolean).join(' · ');
}

function SheetDate({ view, date }: { view: View; date: WeekDate }) {
  const { language } = view;
  const words = dateWords(date, language);
  const special = saySpecial(language, date);
  const reason = reasonOf(language, date);
  const place = placeText(date, false);
  const facts = date.state === 'on' ? factsOf(view, date) : [];
  return (
    <li class={date.state === 'on' ? undefined : 'door-off'}>
      <span class="door-time"><bdi>{sayDateTimes(language, date)}</bdi></span>
      <div class="door-what">
        <p class="door-name"><LanguageTag language={words.language}>{words.name}</LanguageTag></p>
        {special ? <p><span class="door-flag">{special}</span>{reason ? <> <LanguageTag language={reason.language}>{reason.text}</LanguageTag></> : null}</p> : null}
        {date.state === 'on' && (place || facts.length > 0) ? <p class="door-more">{place ? <bdi lang="de">{place}</bdi> : null}{place && facts.length > 0 ? ' · ' : ''}{facts.join(' · ')}</p> : null}
      </div>
      <EventPicture kind={date.event?.kind ?? 'group'} />
    </li>
  );
}

function factsOf(view: View, date: WeekDate): string[] {
  const t = eventTexts.in(view.language);
  const left = date.event && placesLeftOn(date.event, date.event.placesLeft, date);
  const registration = date.event && registrationOn(date.event, view.clock.today(), left);
  return [
    (date.event ?? date.service)?.freeOfCharge === 'yes' ? t('entry.free') : '',
    registration?.kind === 'open' || registration?.kind === 'later' ? t('entry.register') : '',
    registration?.kind === 'full' ? t('entry.full') : '',
    date.event?.childCare === 'yes' ? t('entry.child-care') : '',
  ].filter(Boolean);
}
