import { listAllAreas } from '../../areas/server/list-areas.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { readSorting, type Sorting } from '../../ui/sorting.ts';
import { Table } from '../../ui/table.tsx';
import { addressText } from '../address.ts';
import { configurationTexts } from '../configuration-texts.ts';
import type { Location } from '../location.ts';
import { listLocations } from '../server/locations.ts';
import { csvFile } from './import-upload-page.tsx';
import { flashOf } from './phases-page.tsx';

const t = configurationTexts.in('de');
export const LOCATIONS = '/verwaltung/orte';
const orders = ['name', 'anschrift', 'gebiet'] as const;
const firstOrder: Sorting<(typeof orders)[number]> = { by: 'name', direction: 'ascending' };

/** All places, with what is known of how to get there and in. */
export async function locationsPage(view: View): Promise<Sheet> {
  const { all, shown, areaName } = await chosen(view);
  const add = <LinkButton icon="add" href={view.href(`${LOCATIONS}/neu`)}>{t('location.new')}</LinkButton>;
  return {
    title: t('locations.title'),
    wide: true,
    ...flashOf(view),
    content: (
      <>
        <PageHead title={t('locations.title')} lead={t('locations.lead')} actions={all.length > 0 && add} />
        {all.length === 0 ? <EmptyState icon="pin" title={t('locations.empty')} explanation={t('locations.empty.text')} action={add} /> : (
          <>
            <FilterBar label={t('locations.filter')}>
              <SearchField name="suche" label={t('locations.search')} button={false} />
              <Checkbox name="ohne-gebiet" label={t('locations.without-area')} />
            </FilterBar>
            <Table caption={t('locations.count', { count: shown.length })} rows={shown} sorting={readSorting(view.query, orders, firstOrder)} csv={view.href(`${LOCATIONS}.csv`, view.query)}
              empty={<EmptyState title={t('locations.none-found')} explanation={t('locations.none-found.text')} action={<LinkButton look="secondary" href={view.href(LOCATIONS)}>{t('locations.all')}</LinkButton>} />}
              columns={[
                { header: t('location.name'), rowHeader: true, sort: 'name', cell: ({ id, name }) => <a href={view.href(`${LOCATIONS}/${id}`)}><bdi>{name}</bdi></a> },
                { header: t('location.address'), sort: 'anschrift', cell: (one) => addressText(one) || t('unknown') },
                { header: t('location.area'), sort: 'gebiet', cell: (one) => areaName(one) || t('unknown') },
                { header: t('location.step-free'), cell: ({ stepFree }) => t(`step-free.${stepFree}`) },
              ]} />
          </>
        )}
      </>
    ),
  };
}

/** The same rows as CSV. */
export async function locationsCsv(view: View): Promise<Response> {
  const { shown, areaName } = await chosen(view);
  const header = ['location.name', 'location.street', 'location.house-number', 'location.postal-code', 'location.city', 'location.area', 'location.latitude', 'location.longitude', 'location.step-free', 'location.accessibility-note', 'location.transport-note'] as const;
  return csvFile('orte.csv', header.map((key) => t(key)), shown.map((one) => [
    one.name, one.street, one.houseNumber, one.postalCode, one.city, areaName(one), one.latitude, one.longitude, t(`step-free.${one.stepFree}`), one.accessibilityNote, one.transportNote,
  ]));
}

async function chosen({ tx, town, query }: View) {
  const all = await listLocations(tx, town.id);
  const names = new Map((await listAllAreas(tx, town.id)).map(({ id, name }) => [id, name]));
  const areaName = ({ areaId }: Location) => (areaId && names.get(areaId)) ?? '';
  const wanted = (query.get('suche') ?? '').trim().toLocaleLowerCase('de');
  const found = all.filter((one) => (!query.get('ohne-gebiet') || !one.areaId) && `${one.name} ${addressText(one)}`.toLocaleLowerCase('de').includes(wanted));
  const { by, direction } = readSorting(query, orders, firstOrder);
  const word = (one: Location) => (by === 'name' ? one.name : by === 'gebiet' ? areaName(one) : addressText(one));
  const shown = found.sort((a, b) => (direction === 'descending' ? -1 : 1) * word(a).localeCompare(word(b), 'de', { numeric: true }));
  return { all, shown, areaName };
}
