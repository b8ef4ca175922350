import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { readSorting } from '../../ui/sorting.ts';
import { Table } from '../../ui/table.tsx';
import { nameKey, sectors, type Organization } from '../organization.ts';
import { addOrganizations, maySee } from '../permissions.ts';
import { listOrganizations } from '../server/organizations.ts';
import { networkTexts } from '../texts.ts';

const t = networkTexts.in('de');
const orders = ['name', 'art'] as const;

/** All organizations, for provider editors their own. */
export async function organizationsPage(view: View): Promise<Sheet> {
  const visible = (await listOrganizations(view.tx, view.town.id)).filter(({ id }) => maySee(view.who, id));
  const shown = inOrder(narrowed(visible, view.query), view.query);
  const saved = visible.find(({ id }) => id === view.query.get('gespeichert'));
  const add = addOrganizations.allows(view.who) && <LinkButton icon="add" href={view.href('/verwaltung/traeger/neu')}>{t('organization.new')}</LinkButton>;
  return {
    title: t('organizations.title'),
    wide: true,
    ...(isUuid(view.query.get('gespeichert')) ? { flash: { kind: 'success' as const, text: saved ? t('organizations.saved', { name: saved.name }) : t('organizations.saved-nameless') } } : {}),
    content: (
      <>
        <PageHead title={t('organizations.title')} lead={t('organizations.lead')} actions={add} />
        {visible.length === 0
          ? <EmptyState icon="people" title={t('organizations.empty')} explanation={t('organizations.empty.text')} action={add} />
          : <OrganizationList view={view} shown={shown} />}
      </>
    ),
  };
}

function OrganizationList({ view, shown }: { view: View; shown: readonly Organization[] }) {
  return (
    <>
      <FilterBar label={t('organizations.filter')}>
        <SearchField name="suche" label={t('organizations.search')} button={false} />
        <Select name="art" label={t('organization.sector')} prompt={t('sector.all')} optional options={sectors.map((sector) => ({ value: sector, label: t(`sector.${sector}`) }))} />
      </FilterBar>
      <Table caption={t('organizations.count', { count: shown.length })} rows={shown} sorting={readSorting(view.query, orders, { by: 'name', direction: 'ascending' })}
        csv={view.href('/verwaltung/traeger.csv', view.query)}
        empty={<EmptyState title={t('organizations.none-found')} explanation={t('organizations.none-found.text')} action={<LinkButton look="secondary" href={view.href('/verwaltung/traeger')}>{t('organizations.all')}</LinkButton>} />}
        columns={[
          { header: t('organization.name'), rowHeader: true, sort: 'name', cell: ({ id, name, alternateName }) => <><a href={view.href(`/verwaltung/traeger/${id}`)}><bdi>{name}</bdi></a>{alternateName && <> ({alternateName})</>}</> },
          { header: t('organization.sector'), sort: 'art', cell: ({ sector }) => t(`sector.${sector}`) },
          { header: t('organization.phone'), cell: ({ phone }) => (phone ? <PhoneLink number={phone} /> : t('organization.unknown')) },
          { header: t('organization.email'), cell: ({ email }) => (email ? <a href={`mailto:${email}`}>{email}</a> : t('organization.unknown')) },
        ]} />
    </>
  );
}

/** The same rows as CSV. */
export async function organizationsCsv(view: View): Promise<Response> {
  const visible = (await listOrganizations(view.tx, view.town.id)).filter(({ id }) => maySee(view.who, id));
  const header = ['organization.name', 'organization.alternate-name', 'organization.legal-form', 'organization.sector', 'organization.description', 'organization.email', 'organization.phone', 'organization.website'] as const;
  const rows = inOrder(narrowed(visible, view.query), view.query).map((one) => [
    one.name, one.alternateName, one.legalForm, t(`sector.${one.sector}`), one.description, one.email, one.phone, one.website,
  ]);
  return new Response(writeCsv(header.map((key) => t(key)), rows) as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="traeger.csv"' },
  });
}

function narrowed(organizations: readonly Organization[], query: URLSearchParams): Organization[] {
  const wanted = nameKey(query.get('suche') ?? '');
  const sector = query.get('art') ?? '';
  return organizations.filter((one) => (sector === '' || one.sector === sector)
    && (wanted === '' || [one.name, one.alternateName, one.description].some((text) => text !== undefined && nameKey(text).includes(wanted))));
}

function inOrder(organizations: Organization[], query: URLSearchParams): Organization[] {
  const { by, direction } = readSorting(query, orders, { by: 'name', direction: 'ascending' });
  const word = (one: Organization) => (by === 'art' ? t(`sector.${one.sector}`) : one.name);
  const sign = direction === 'descending' ? -1 : 1;
  return organizations.sort((a, b) => sign * (word(a).localeCompare(word(b), 'de') || a.name.localeCompare(b.name, 'de')));
}
