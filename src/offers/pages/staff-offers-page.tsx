import { addMonths } from '../../platform/day.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { csvStream } from '../../platform/table-file/write-csv.ts';
import { Badge } from '../../ui/badge.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { readSorting, type Sorting } from '../../ui/sorting.ts';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { sayAges } from '../age.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import { exportContext, exportHeader, offerRows } from '../import/offer-row.ts';
import { confirmService, editService, importServices, worksForAll } from '../permissions.ts';
import { serviceStatuses } from '../service.ts';
import { loadTerms } from '../server/directory-terms.ts';
import { offerRecordOf } from '../server/offer-records.ts';
import { listFields } from '../server/phases.ts';
import { shownOffers } from '../server/shown-offers.ts';
import { listStaffOffers, type StaffOffer } from '../server/staff-offers.ts';
import { revisionTexts } from '../revision-texts.ts';
import { readFreshnessSetting } from '../server/freshness-setting.ts';
import { waitingServices } from '../server/proposals.ts';
import { staffTexts } from '../staff-texts.ts';

const t = staffTexts.in('de');
const ON_A_PAGE = 50;
const sortable = ['name', 'traeger', 'zustand', 'bestaetigt', 'geaendert'] as const;

/** All entries of the directory for those who keep it: to sort, narrow, and see what nobody has confirmed lately. */
export async function staffOffersPage(view: View): Promise<Sheet> {
  const { query } = view;
  const sorting = readSorting(query, sortable, { by: 'name', direction: 'ascending' });
  const fields = await listFields(view.tx, view.town.id);
  const offers = sorted(await found(view), sorting);
  const pages = Math.max(1, Math.ceil(offers.length / ON_A_PAGE));
  const current = Math.min(Math.max(1, Number(query.get('seite')) || 1), pages);
  const waiting = await waitingServices(view.tx, view.town.id);
  const isAll = worksForAll(view.who);
  const mayOpen = confirmService.allows(view.who);
  return {
    title: t('offers.title'),
    wide: true,
    content: (
      <>
        <PageHead title={t('offers.title')} lead={t(isAll ? 'offers.lead' : 'offers.lead.provider')} actions={(
          <>
            {editService.allows(view.who) ? <LinkButton icon="add" href={view.href('/verwaltung/angebote/neu')}>{t('offers.new')}</LinkButton> : null}
            {importServices.allows(view.who) ? <LinkButton look="secondary" icon="upload" href={view.href('/verwaltung/angebote/import')}>{t('offers.import')}</LinkButton> : null}
          </>
        )} />
        <Done offers={offers} query={query} />
        <StaffFilters fields={fields} />
        <Table
          caption={t('offers.table', { count: offers.length })}
          rows={offers.slice((current - 1) * ON_A_PAGE, current * ON_A_PAGE)}
          sorting={sorting}
          csv={view.href('/verwaltung/angebote.csv', query)}
          empty={<EmptyState title={t('offers.none')} explanation={t('offers.none.text')} action={<LinkButton look="secondary" href={view.href('/verwaltung/angebote')}>{t('filter.any')}</LinkButton>} />}
          columns={[
            { header: t('column.name'), sort: 'name', rowHeader: true, cell: (offer) => (mayOpen ? <a href={view.href(`/verwaltung/angebote/${offer.id}`)}>{offer.name}</a> : offer.name) },
            { header: t('column.organization'), sort: 'traeger', cell: (offer) => offer.organizationName },
            { header: t('column.age'), cell: (offer) => sayAges(offer, t) },
            { header: t('column.fields'), cell: (offer) => fields.filter((field) => offer.fieldIds.includes(field.id)).map((field) => field.names.de).join(', ') },
            { header: t('column.status'), sort: 'zustand', cell: (offer) => <><Badge tone={offer.status === 'active' ? 'good' : 'plain'}>{t(`status.${offer.status}`)}</Badge>{waiting.has(offer.id) ? <> <Badge tone="info">{revisionTexts.in('de')('badge.waits')}</Badge></> : null}</> },
            { header: t('column.assured'), sort: 'bestaetigt', cell: (offer) => (offer.assuredAt ? <DateText day={offer.assuredAt} style="short" /> : <Badge tone="caution">{t('assured.never')}</Badge>) },
            { header: t('column.updated'), sort: 'geaendert', cell: (offer) => <InstantText at={offer.updatedAt} style="short" /> },
          ]}
        />
        <Pagination current={current} pages={pages} />
      </>
    ),
  };
}

/** The same rows with everything in them, in the columns the import reads. */
export async function staffOffersCsv(view: View): Promise<Response> {
  const terms = await loadTerms(view.tx, view.town.id);
  const context = exportContext({ ...terms, today: view.clock.today() });
  const offers = await shownOffers(view.tx, view.town.id, sorted(await found(view), { by: 'name', direction: 'ascending' }).map((offer) => offer.id));
  return new Response(csvStream(exportHeader, offers.flatMap((offer) => offerRows(offerRecordOf(offer, terms), context))), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="angebote.csv"' },
  });
}

/** What the address asks for, of all this person works with. */
async function found(view: View): Promise<StaffOffer[]> {
  const { query } = view;
  const words = (query.get('suche') ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  const status = query.get('zustand');
  const field = query.get('feld');
  const assured = query.get('bestaetigt');
  const freshSince = addMonths(view.clock.today(), -(await readFreshnessSetting(view.tx, view.town.id)).confirmEveryMonths);
  const offers = await listStaffOffers(view.tx, view.town.id, view.who);
  return offers.filter((offer) => {
    const text = `${offer.name} ${offer.organizationName}`.toLowerCase();
    const isFresh = offer.assuredAt !== undefined && offer.assuredAt >= freshSince;
    return words.every((word) => text.includes(word))
      && (!status || offer.status === status)
      && (!field || (field === 'keins' ? offer.fieldIds.length === 0 : offer.fieldIds.some((id) => id === field)))
      && (!assured || (assured === 'aktuell') === isFresh);
  });
}

function StaffFilters({ fields }: { fields: readonly FieldOfAction[] }) {
  const any = t('filter.any');
  return (
    <FilterBar>
      <div class="columns">
        <TextField name="suche" label={t('filter.search')} optional />
        <Select name="zustand" label={t('filter.status')} prompt={any} optional options={serviceStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))} />
        <Select name="feld" label={t('filter.field')} prompt={any} optional options={[...fields.map((field) => ({ value: field.id, label: field.names.de })), { value: 'keins', label: t('filter.field.none') }]} />
        <Select name="bestaetigt" label={t('filter.assured')} prompt={any} optional options={[{ value: 'alt', label: t('filter.assured.old') }, { value: 'aktuell', label: t('filter.assured.fresh') }]} />
      </div>
    </FilterBar>
  );
}

/** What was just done; only said of an offer this person sees. */
function Done({ offers, query }: { offers: readonly StaffOffer[]; query: URLSearchParams }) {
  const id = query.get('gespeichert') ?? query.get('bestaetigung');
  const offer = isUuid(id) ? offers.find((one) => one.id === id) : undefined;
  if (!offer) return null;
  if (query.has('wartet')) return <Notice kind="success" live>{revisionTexts.in('de')('own.saved.waits')}</Notice>;
  return <Notice kind="success" live>{t(query.has('gespeichert') ? 'offers.saved' : 'offers.confirmed', { name: offer.name })}</Notice>;
}

const collator = new Intl.Collator('de', { numeric: true });

function sorted(offers: readonly StaffOffer[], { by, direction }: Sorting<(typeof sortable)[number]>): StaffOffer[] {
  const key = (offer: StaffOffer) => ({
    name: offer.name, traeger: offer.organizationName, zustand: t(`status.${offer.status}`), bestaetigt: offer.assuredAt ?? '', geaendert: offer.updatedAt.toISOString(),
  })[by];
  const sign = direction === 'ascending' ? 1 : -1;
  return [...offers].sort((a, b) => sign * collator.compare(key(a), key(b)) || collator.compare(a.name, b.name));
}
