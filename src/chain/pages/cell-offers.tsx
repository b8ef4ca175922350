import { usePage } from '../../platform/page-context.ts';
import type { Uuid } from '../../platform/id.ts';
import { DateText } from '../../ui/date-text.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { Table } from '../../ui/table.tsx';
import type { Sorted } from '../cell.ts';
import { countsAs, type IndexedOffer } from '../chain-index.ts';
import type { Cell, Chain } from '../matrix.ts';
import { walkingMinutes } from '../walking-distance.ts';
import { t } from './staff-frame.tsx';

/** Offers of the day by their ids. */
export function offersOf(chain: Chain, ids: readonly Uuid[]): IndexedOffer[] {
  const wanted = new Set(ids);
  return chain.index.offers.filter(({ offer }) => wanted.has(offer.id));
}

/** Names of offers, each leading to it. */
export function OfferLinks({ ids, chain }: { ids: readonly Uuid[]; chain: Chain }) {
  const page = usePage();
  return (
    <ul>
      {offersOf(chain, ids).map(({ offer }) => <li><a href={page.href(`/angebote/${offer.id}`)}>{offer.name}</a> <span class="muted">({offer.organizationName})</span></li>)}
    </ul>
  );
}

/** „ja, 9 Minuten“: the way from the middle of a district; of an area with districts there is no one middle. */
function sayWay(answer: string, indexed: IndexedOffer, area: number, { index }: Chain): string {
  const metres = index.tree.below[area]!.length === 0 ? index.metresTo(indexed, area) : undefined;
  return metres === undefined ? answer : t('offer.minutes', { answer, minutes: walkingMinutes(metres, index.measures['walking-speed']) });
}

/** The offers of a cell with what counts for its state. */
export function CellOffers({ cell, chain }: { cell: Cell; chain: Chain }) {
  const page = usePage();
  const { facts } = cell;
  const area = chain.index.tree.numberOf.get(cell.areaId)!;
  const rows = offersOf(chain, facts.offerIds);
  const answer = (sorted: Sorted, id: Uuid) => t(sorted.yes.includes(id) ? 'answer.yes' : sorted.no.includes(id) ? 'answer.no' : 'answer.unknown');
  return (
    <section class="stack">
      <h2>{t('cellpage.offers')}</h2>
      <Table
        caption={t('cellpage.offers.caption')} captionHidden rows={rows} empty={<p>{t('cellpage.offers.empty')}</p>}
        columns={[
          { header: t('offer.name'), rowHeader: true, cell: ({ offer }) => <a href={page.href(`/angebote/${offer.id}`)}>{offer.name}</a> },
          { header: t('offer.provider'), cell: ({ offer }) => offer.organizationName },
          { header: t('offer.counts-as'), cell: (indexed) => t(`offer.counts-as.${countsAs(chain.index, indexed, area) ?? 'serves-area'}`) },
          { header: t('offer.places'), numeric: true, cell: ({ offer }) => <NumberText value={offer.places} /> },
          { header: t('offer.hours'), numeric: true, cell: ({ offer }) => <NumberText value={offer.weeklyHours} decimals={offer.weeklyHours === undefined || Number.isInteger(offer.weeklyHours) ? 0 : 1} /> },
          { header: t('offer.free'), cell: ({ offer }) => answer(facts.free, offer.id) },
          { header: t('offer.afternoon'), cell: ({ offer }) => answer(facts.afternoon, offer.id) },
          { header: t('offer.near'), cell: (indexed) => sayWay(answer(facts.near, indexed.offer.id), indexed, area, chain) },
          { header: t('offer.confirmed'), cell: ({ offer }) => (offer.assuredAt ? <DateText day={offer.assuredAt} style="short" /> : t('offer.never')) },
          { header: t('offer.ends'), cell: ({ offer }) => (offer.validUntil ? <DateText day={offer.validUntil} style="short" /> : '–') },
        ]}
      />
    </section>
  );
}
