import { areaTree, type AreaTree } from '../../areas/area-tree.ts';
import { AreaMap } from '../../areas/map.tsx';
import { findBoundaries, listAreas } from '../../areas/server/list-areas.ts';
import { addressText } from '../../offers/address.ts';
import { sayDay, sayLanguage } from '../../offers/said.ts';
import { guideTexts } from '../../offers/texts.ts';
import type { Day } from '../../platform/day.ts';
import type { Sheet, View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Checkbox, Select } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Tile } from '../../ui/tile.tsx';
import { ageBands } from '../facilities/age-band.ts';
import { bandWords, filterParameters, fits, readFacilityFilter, type FacilityFilter } from '../facilities/facility-filter.ts';
import { facilitiesTexts } from '../facilities-texts.ts';
import { monthsToAskFor, showFacilities, type ShownFacility } from '../server/shown-facilities.ts';
import { careCostsSection } from './care-costs.tsx';
import { KitaStyle, LikelyByBand, sayMonth } from './facility-words.tsx';

export const KITAS = '/kitas';

/** All Kitas of a town on a map and in a list, with what families ask first: age, hours, where, and whether a place is likely. */
export async function kitasPage(view: View): Promise<Sheet> {
  const { tx, town, language } = view;
  const t = facilitiesTexts.in(language);
  const today = view.clock.today();
  const months = monthsToAskFor(today);
  const filter = readFacilityFilter(view.query, months);
  const all = await showFacilities(tx, town.id, [filter.month]);
  const areas = areaTree(await listAreas(tx, town.id, today));
  const shown = all.filter(({ facility, months: [month] }) => fits(facility, month?.seatTypes ?? [], filter, areas));
  const title = t('list.title', { town: town.name });
  return {
    title, description: t('list.lead'), noIndex: view.query.size > 0, wide: true,
    content: (
      <>
        <KitaStyle />
        <PageHead title={title} lead={t('list.lead')} />
        {all.length === 0 ? <EmptyState icon="home" title={t('list.empty')} explanation={t('list.empty.text')} /> : (
          <>
            <Ways view={view} />
            <Filter view={view} all={all} areas={areas} months={months} />
            <p role="status">{t('list.found', { count: shown.length })}</p>
            {shown.length === 0 ? <EmptyState title={t('list.none')} explanation={t('list.none.text')} action={<LinkButton look="secondary" href={view.href(KITAS)}>{t('list.all')}</LinkButton>} /> : (
              <div class="kita-side">
                <div class="stack">
                  <p class="small muted">{t('likely.note', { day: sayDay(language, today) })} <a href={view.href('/kita-kriterien')}>{t('criteria')}</a></p>
                  <ul class="kita-list">{shown.map((one) => <Entry view={view} shown={one} areas={areas} filter={filter} />)}</ul>
                </div>
                <div class="kita-map">{await Map({ view, shown, areas })}</div>
              </div>
            )}
            {await careCostsSection(view)}
          </>
        )}
      </>
    ),
  };
}

/** The ways from here to a place. */
function Ways({ view }: { view: View }) {
  const t = facilitiesTexts.in(view.language);
  const ways = [
    { path: '/kita-anmeldung', icon: 'edit', title: t('way.register'), note: t('way.register.text') },
    { path: '/meine-kita', icon: 'person', title: t('way.own'), note: t('way.own.text') },
    { path: '/kita-kriterien', icon: 'list', title: t('way.criteria'), note: t('way.criteria.text') },
    { path: '/kita-vergabe', icon: 'info', title: t('way.rounds'), note: t('way.rounds.text') },
  ] as const;
  return (
    <nav class="no-print" aria-label={t('ways')}>
      <ul class="tiles">{ways.map(({ path, icon, title, note }) => <li><Tile href={view.href(path)} icon={icon} title={title} note={note} /></li>)}</ul>
    </nav>
  );
}

function Filter({ view, all, areas, months }: { view: View; all: readonly ShownFacility[]; areas: AreaTree; months: readonly Day[] }) {
  const t = facilitiesTexts.in(view.language);
  const hours = [...new Set(all.flatMap(({ months: [month] }) => month?.seatTypes.map(({ weeklyHours }) => weeklyHours) ?? []))].sort((a, b) => a - b);
  const languages = [...new Set(all.flatMap(({ facility }) => facility.languages))].filter((code) => code !== 'de')
    .map((code) => ({ value: code, label: sayLanguage(view.language, code) })).sort((a, b) => a.label.localeCompare(b.label, view.language === 'de-easy' ? 'de' : view.language));
  const bands = ageBands.filter((band) => all.some(({ months: [month] }) => month?.seatTypes.some((type) => type.ageBand === band)));
  const used = new Set(all.flatMap(({ facility }) => (facility.areaId ? [facility.areaId as string, ...areas.ancestors(facility.areaId).map(({ id }) => id as string)] : [])));
  const options = areas.all.filter(({ id }) => used.has(id)).map((area) => ({ value: area.key, label: `${'\u00a0\u00a0\u00a0'.repeat(areas.ancestors(area.id).length)}${area.name}` }));
  return (
    <FilterBar>
      <div class="columns">
        <Select name={filterParameters.band} label={t('filter.band')} prompt={t('filter.band.all')} options={bands.map((band) => ({ value: bandWords[band], label: t(`band.${band}`) }))} optional />
        <Select name={filterParameters.month} label={t('filter.month')} prompt={sayMonth(view.language, months[0]!)} options={months.slice(1).map((month) => ({ value: month.slice(0, 7), label: sayMonth(view.language, month) }))} optional />
        <Select name={filterParameters.hours} label={t('filter.hours')} prompt={t('filter.hours.all')} options={hours.map((hour) => ({ value: String(hour), label: t('hours.at-least', { hours: hour }) }))} optional />
        {options.length > 1 ? <Select name={filterParameters.area} label={t('filter.area')} prompt={t('filter.area.all')} options={options} optional /> : null}
        {languages.length > 0 ? <Select name={filterParameters.language} label={t('filter.language')} prompt={t('filter.language.all')} options={languages} optional /> : null}
      </div>
      <Checkbox name={filterParameters.stepFree} label={t('filter.step-free')} />
    </FilterBar>
  );
}

function Entry({ view, shown: { facility, months: [month] }, areas, filter }: { view: View; shown: ShownFacility; areas: AreaTree; filter: FacilityFilter }) {
  const t = facilitiesTexts.in(view.language);
  const area = facility.areaId === undefined ? undefined : areas.find(facility.areaId);
  const likely = month && filter.band ? { [filter.band]: month.likely[filter.band] } : month?.likely ?? {};
  const words = Object.fromEntries(Object.entries(likely).filter(([, word]) => word !== undefined));
  return (
    <li class="kita-entry">
      <h2><a href={view.href(`${KITAS}/${facility.id}`, facilityQuery(filter))}><bdi lang="de">{facility.name}</bdi></a></h2>
      <p class="small muted">{t(`kind.${facility.kind}`)} · <bdi lang="de">{facility.organizationName}</bdi></p>
      <p class="small"><Icon name="pin" size="small" /> <bdi lang="de">{[addressText({ ...(facility.street ? { street: facility.street } : {}), ...(facility.houseNumber ? { houseNumber: facility.houseNumber } : {}) }), area?.name].filter(Boolean).join(', ')}</bdi></p>
      <p class="small"><Icon name="clock" size="small" /> {facility.opensAt && facility.closesAt ? t('opening.times', { from: facility.opensAt, to: facility.closesAt }) : t('opening.unknown')} · {guideTexts.in(view.language)(`step-free.${facility.stepFree}`)}</p>
      {Object.keys(words).length > 0 ? <div><p class="small"><strong>{t('likely.title', { month: sayMonth(view.language, filter.month) })}</strong></p><LikelyByBand likely={words} /></div> : null}
    </li>
  );
}

const facilityQuery = (filter: FacilityFilter) => ({ [filterParameters.month]: filter.month.slice(0, 7) });

async function Map({ view, shown, areas }: { view: View; shown: readonly ShownFacility[]; areas: AreaTree }) {
  const t = facilitiesTexts.in(view.language);
  const lowest = areas.all.filter(({ id }) => areas.children(id).length === 0);
  const boundaries = await findBoundaries(view.tx, view.town.id, lowest.map(({ id }) => id as Uuid));
  const drawn = lowest.flatMap(({ id, name }) => { const geometry = boundaries.get(id as Uuid); return geometry ? [{ id, name, geometry }] : []; });
  const points = shown.flatMap(({ facility: { id, name, longitude, latitude } }) => (longitude === undefined || latitude === undefined ? [] : [{ id, name, longitude, latitude, href: view.href(`${KITAS}/${id}`) }]));
  return drawn.length === 0 ? null : <AreaMap id="kitakarte" title={t('list.map')} description={t('list.map.description')} areas={drawn} points={points} />;
}
