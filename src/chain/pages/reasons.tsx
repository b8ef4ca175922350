import { usePage } from '../../platform/page-context.ts';
import type { Reason } from '../cell-state.ts';
import type { Cell, Chain } from '../matrix.ts';
import { Badge } from '../../ui/badge.tsx';
import { OfferLinks } from './cell-offers.tsx';
import { sayReason } from './reason-text.ts';
import { paths, t } from './staff-frame.tsx';

/** Why a cell is in its state: every criterion in force, and the offers behind each. */
export function Reasons({ cell, chain }: { cell: Cell; chain: Chain }) {
  const page = usePage();
  return (
    <section class="stack">
      <h2>{t('cellpage.reasons')}</h2>
      <p>{t('cellpage.reasons.lead')} <a href={page.href(paths.thresholds)}>{t('cellpage.thresholds')}</a></p>
      <ul class="reason-list">{cell.reasons.map((reason) => <ReasonLine reason={reason} cell={cell} chain={chain} />)}</ul>
    </section>
  );
}

function ReasonLine({ reason, cell, chain }: { reason: Reason; cell: Cell; chain: Chain }) {
  return (
    <li class={`reason--${reason.verdict}`}>
      <p>{sayReason(reason, cell, chain)} {reason.decides ? <Badge tone="info">{t('cellpage.decides')}</Badge> : null}</p>
      <Behind label={t('cellpage.behind', { count: reason.offerIds.length })} ids={reason.offerIds} chain={chain} />
      <Behind label={t('cellpage.behind-open', { count: reason.openOfferIds.length })} ids={reason.openOfferIds} chain={chain} />
    </li>
  );
}

function Behind({ label, ids, chain }: { label: string; ids: Reason['offerIds']; chain: Chain }) {
  if (ids.length === 0) return null;
  return <details class="no-print"><summary>{label}</summary><OfferLinks ids={ids} chain={chain} /></details>;
}
