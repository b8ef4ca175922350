import type { Sheet, View } from '../../platform/house.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { loadChain } from '../server/load-chain.ts';
import { OfferLinks } from './cell-offers.tsx';
import { staffSheet, t } from './staff-frame.tsx';

/** Offers nobody can place in the matrix. */
export async function unplacedPage(view: View): Promise<Sheet> {
  const chain = await loadChain(view.tx, view.town, view.clock.today(), { withSuspicions: false });
  const { withoutField, withoutAges } = chain.index.unplaced;
  const lists = [[t('unplaced.fields'), withoutField], [t('unplaced.ages'), withoutAges]] as const;
  return staffSheet(view, {
    title: t('unplaced.title'), tab: 'matrix', below: true,
    content: (
      <>
        <PageHead title={t('unplaced.title')} lead={t('unplaced.lead')} />
        {withoutField.length + withoutAges.length === 0 ? <EmptyState title={t('unplaced.none.title')} explanation={t('unplaced.none')} icon="check" /> : null}
        {lists.map(([heading, offers]) => (offers.length === 0 ? null : <section class="stack"><h2>{heading}</h2><OfferLinks ids={offers.map((offer) => offer.id)} chain={chain} /></section>))}
      </>
    ),
  });
}
