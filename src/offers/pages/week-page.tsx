import { raw } from 'hono/html';
import { addDays, type Day } from '../../platform/day.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { languageFacts, languages } from '../../platform/language.ts';
import { usePage } from '../../platform/page-context.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Checkbox, Select } from '../../ui/choice.tsx';
import { Accordion } from '../../ui/accordion.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import type { AreaTree } from '../../areas/area-tree.ts';
import { eventTexts } from '../event-texts.ts';
import { DAYS_OF_WEEK, mondayOf, readWeek, weekName } from '../events/week.ts';
import { parameters } from '../offer-query.ts';
import { sayDay } from '../said.ts';
import { loadWords } from '../server/directory-words.ts';
import { loadWeekDates, type WeekDate } from '../server/week-dates.ts';
import { DateMarks, datePath, dateWords, placeText, sayDateTimes } from './event-words.tsx';

export const WEEK = '/diese-woche';
export const WEEK_PARAMETER = 'woche';

const css = `
.week-day{margin-block-start:var(--gap-l)}
.week-day>h2{border-block-end:2px solid var(--line);padding-block-end:.35rem}
.week-day.is-today>h2{border-color:var(--action)}
.page .week-list{list-style:none;padding:0;margin:0}
.week-entry{display:grid;grid-template-columns:minmax(0,1fr);gap:.15rem 1.25rem;padding-block:.9rem;border-block-end:1px solid var(--line);margin:0}
.week-entry-time{font-weight:600}
.week-entry h3{font-size:1.125rem;margin:0}
.week-entry-marks{display:flex;flex-wrap:wrap;gap:.4rem .6rem;align-items:center}
.page .week-entry>div>*+*{margin-block-start:.3rem}
.week-entry.is-off h3 a{text-decoration:line-through}
@media (min-width:40rem){.week-entry{grid-template-columns:9.5rem minmax(0,1fr)}}
@media print{.week-entry{break-inside:avoid;padding-block:.4rem}}
`.replace(/\n/g, '');

export function WeekStyle() {
  const page = usePage();
  return <style nonce={page.nonce}>{raw(css)}</style>;
}

/** A week as an address asks for it: its Monday, its dates, and what of them a filter leaves. */
export interface AskedWeek {
  monday: Day;
  dates: WeekDate[];
  areas: AreaTree;
  area?: AreaTree['all'][number];
  /** the same filter on another page or in another week */
  query: (monday: Day) => Record<string, string | undefined>;
}

export async function askedWeek(view: View): Promise<AskedWeek> {
  const today = view.clock.today();
  const monday = readWeek(view.query.get(WEEK_PARAMETER), today);
  const { areas } = await loadWords(view.tx, view.town.id, today);
  const named = view.query.get(parameters.areaIds);
  const area = areas.all.find(({ id, key }) => key === named || id === named);
  const isFree = Boolean(view.query.get(parameters.free));
  const within = area && new Set([area.id, ...areas.descendants(area.id).map(({ id }) => id)]);
  const dates = (await loadWeekDates(view.tx, view.town.id, monday, addDays(monday, DAYS_OF_WEEK)))
    .filter((date) => !within || isIn(date, within)).filter((date) => !isFree || (date.event ?? date.service)?.freeOfCharge === 'yes');
  return {
    monday, dates, areas, ...(area ? { area } : {}),
    query: (of) => ({ [WEEK_PARAMETER]: of === mondayOf(today) ? undefined : weekName(of), [parameters.areaIds]: area?.key, [parameters.free]: isFree ? 'ja' : undefined }),
  };
}

/** What is said to be nowhere in particular is for the whole town. */
function isIn(date: WeekDate, within: ReadonlySet<string>): boolean {
  const areaId = date.location?.areaId ?? date.event?.areaId;
  return areaId === undefined || within.has(areaId);
}

/** What happens this week, day by day: events and groups together. */
export async function weekPage(view: View): Promise<Sheet> {
  const { language, town } = view;
  const t = eventTexts.in(language);
  const today = view.clock.today();
  const week = await askedWeek(view);
  const { monday, dates } = week;
  const sunday = addDays(monday, DAYS_OF_WEEK - 1);
  const isThis = monday === mondayOf(today);
  const title = isThis ? t('week.title', { town: town.name }) : t('week.title.other', { town: town.name, from: sayDay(language, monday) });
  const days = Array.from({ length: DAYS_OF_WEEK }, (_, index) => addDays(monday, index)).filter((day) => !isThis || day >= today || dates.some(({ listedOn }) => listedOn === day));
  // Whoever looks on a Thursday wants to know of today: what is over stands folded below.
  const past = isThis ? days.filter((day) => day < today) : [];
  return {
    title, description: t('week.lead', { from: sayDay(language, monday), to: sayDay(language, sunday) }), noIndex: !isThis,
    content: (
      <>
        <WeekStyle />
        <PageHead
          title={title} lead={t('week.lead', { from: sayDay(language, monday), to: sayDay(language, sunday) })}
          actions={(
            <>
              <LinkButton look="secondary" icon="print" href={view.href(`${WEEK}/blatt`, week.query(monday))}>{t('week.sheet')}</LinkButton>
              {dates.length > 0 ? <LinkButton look="secondary" icon="calendar" href={view.href(`${WEEK}.ics`, week.query(monday))} download>{t('week.calendar')}</LinkButton> : null}
            </>
          )}
        />
        <WeekFilter areas={week.areas} />
        <WeekSteps view={view} week={week} isThis={isThis} />
        <p role="status">{t('week.found', { count: dates.filter(({ state }) => state === 'on').length })}</p>
        {dates.length === 0 ? (
          <EmptyState icon="calendar" title={t('week.none')} explanation={t('week.none.text')} action={<LinkButton look="secondary" href={view.href(WEEK, week.query(addDays(monday, DAYS_OF_WEEK)))}>{t('week.next')}</LinkButton>} />
        ) : (
          <>
            {days.filter((day) => !isThis || day >= today).map((day) => <WeekDay day={day} today={today} dates={dates.filter(({ listedOn }) => listedOn === day)} />)}
            {past.length === 0 ? null : <Accordion title={t('week.past')} level={2}>{past.map((day) => <WeekDay day={day} today={today} dates={dates.filter(({ listedOn }) => listedOn === day)} />)}</Accordion>}
          </>
        )}
        <section class="stack no-print">
          <h2>{t('week.sheet.in')}</h2>
          <ul class="cluster plain-list">
            {languages.map((one) => <li><a href={view.hrefIn(one, `${WEEK}/blatt`, week.query(monday))}><LanguageTag language={one}>{languageFacts[one].name}</LanguageTag></a></li>)}
          </ul>
          <p><a href={view.href('/tuer')}>{t('week.door')}</a></p>
          <p><a href={view.href('/still-und-wickelpunkte')}>{t('week.points')}</a></p>
        </section>
      </>
    ),
  };
}

function WeekFilter({ areas }: { areas: AreaTree }) {
  const { language } = usePage();
  const t = eventTexts.in(language);
  const options = areas.all.map((area) => ({ value: area.key, label: `${'\u00a0\u00a0\u00a0'.repeat(areas.ancestors(area.id).length)}${area.name}` }));
  return (
    <FilterBar keep={[WEEK_PARAMETER]}>
      <div class="columns">
        {areas.all.length > 1 ? <Select name={parameters.areaIds} label={t('week.area')} options={options} prompt={t('week.area.all')} optional /> : null}
        <Checkbox name={parameters.free} label={t('week.free')} />
      </div>
    </FilterBar>
  );
}

function WeekSteps({ view, week, isThis }: { view: View; week: AskedWeek; isThis: boolean }) {
  const t = eventTexts.in(view.language);
  const to = (monday: Day) => view.href(WEEK, week.query(monday));
  return (
    <nav class="cluster no-print" aria-label={t('week.pages')}>
      <LinkButton look="tertiary" icon="previous" href={to(addDays(week.monday, -DAYS_OF_WEEK))}>{t('week.previous')}</LinkButton>
      {isThis ? null : <LinkButton look="tertiary" href={to(mondayOf(view.clock.today()))}>{t('week.this')}</LinkButton>}
      <LinkButton look="tertiary" icon="next" href={to(addDays(week.monday, DAYS_OF_WEEK))}>{t('week.next')}</LinkButton>
    </nav>
  );
}

function WeekDay({ day, today, dates }: { day: Day; today: Day; dates: readonly WeekDate[] }) {
  const { language } = usePage();
  const t = eventTexts.in(language);
  return (
    <section class={day === today ? 'week-day is-today' : 'week-day'}>
      <h2><time datetime={day}>{sayDay(language, day, 'weekday')}</time>{day === today ? ` (${t('week.today')})` : ''}</h2>
      {dates.length === 0 ? <p class="muted">{t('week.day.none')}</p> : (
        <ul class="week-list">{dates.map((date) => <WeekEntry date={date} today={today} />)}</ul>
      )}
    </section>
  );
}

function WeekEntry({ date, today }: { date: WeekDate; today: Day }) {
  const page = usePage();
  const words = dateWords(date, page.language);
  const place = placeText(date);
  return (
    <li class={date.state === 'on' ? 'week-entry' : 'week-entry is-off'}>
      <p class="week-entry-time"><time datetime={date.opensAt ? `${date.listedOn}T${date.opensAt}` : date.listedOn}><bdi>{sayDateTimes(page.language, date)}</bdi></time></p>
      <div>
        <h3><a href={page.href(datePath(date))}><LanguageTag language={words.language}>{words.name}</LanguageTag></a></h3>
        {place ? <p class="small"><Icon name="pin" size="small" /> <bdi lang="de">{place}</bdi></p> : null}
        <p class="small muted"><bdi lang="de">{date.organizationName}</bdi></p>
        <p class="week-entry-marks"><DateMarks date={date} today={today} /></p>
      </div>
    </li>
  );
}
