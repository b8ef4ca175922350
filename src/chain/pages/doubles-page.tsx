import { plainName } from '../../offers/names.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { usePage } from '../../platform/page-context.ts';
import type { Uuid } from '../../platform/id.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import type { DoubleStructure } from '../double-structure.ts';
import type { Chain } from '../matrix.ts';
import { loadChain } from '../server/load-chain.ts';
import { staffSheet, t } from './staff-frame.tsx';

/** Pairs of offers that may do the same. */
export async function doublesPage(view: View): Promise<Sheet> {
  const chain = await loadChain(view.tx, view.town, view.clock.today());
  const { pairs, incomplete } = chain.suspicions;
  return staffSheet(view, {
    title: t('double.title'), tab: 'doubles',
    content: (
      <>
        <PageHead title={t('double.title')} lead={t('double.lead')} />
        {incomplete ? <Notice kind="warning"><p>{t('double.incomplete')}</p></Notice> : null}
        {pairs.length === 0 ? <EmptyState title={t('double.none.title')} explanation={t('double.none')} icon="check" /> : <DoubleTable pairs={pairs} chain={chain} />}
      </>
    ),
  });
}

export function DoubleTable({ pairs, chain }: { pairs: readonly DoubleStructure[]; chain: Chain }) {
  return (
    <Table
      caption={t('double.caption')} captionHidden rows={pairs}
      columns={[
        { header: t('double.pair'), rowHeader: true, cell: ({ offerIds }) => <>{offerIds.map((id) => <OfferLine id={id} chain={chain} />)}</> },
        { header: t('double.score'), numeric: true, cell: ({ score }) => <NumberText value={score} kind="percent" /> },
        { header: t('double.why'), cell: (pair) => <Why pair={pair} chain={chain} /> },
      ]}
    />
  );
}

function OfferLine({ id, chain }: { id: Uuid; chain: Chain }) {
  const page = usePage();
  const offer = chain.index.offers.find((one) => one.offer.id === id)!.offer;
  return <p><a href={page.href(`/angebote/${id}`)}>{offer.name}</a> <span class="muted">({offer.organizationName})</span></p>;
}

function Why({ pair, chain }: { pair: DoubleStructure; chain: Chain }) {
  const fields = chain.index.town.fields.filter((field) => pair.fields.fieldIds.includes(field.id)).map((field) => plainName(field.names, 'de')).join(', ');
  return (
    <ul>
      <li>{t('double.ages', { share: pair.ages.share })}</li>
      <li>{t('double.fields', { fields })}</li>
      <li>{t(`double.${pair.space.kind}`, { metres: pair.space.metres ?? 0 })}</li>
      <li>{t('double.time', { minutes: pair.time.weeklyMinutes })}</li>
      <li>{t(pair.sameOrganization ? 'double.same-provider' : 'double.other-provider')}</li>
    </ul>
  );
}
