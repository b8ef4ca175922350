import { usePage } from '../../platform/page-context.ts';
import type { Reason } from '../cell-state.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Cell, Chain } from '../matrix.ts';
import type { FigureName } from '../need-figure.ts';
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
      {reason.need?.need.figure ? <FigureLink figure={reason.need.need.figure} name={reason.need.need.name} areaId={reason.need.here.from ?? cell.areaId} /> : null}
      <Behind label={t('cellpage.behind', { count: reason.offerIds.length })} ids={reason.offerIds} chain={chain} />
      <Behind label={t('cellpage.behind-open', { count: reason.openOfferIds.length })} ids={reason.openOfferIds} chain={chain} />
    </li>
  );
}

function FigureLink({ figure, name, areaId }: { figure: FigureName; name: string; areaId: Uuid }) {
  const page = usePage();
  return <p class="small"><a href={page.href(`/zahlen/${figure.indicatorKey}`, { zeit: figure.periodKey, gebiet: areaId })}>{t('need.figure', { figure: name })}</a></p>;
}

function Behind({ label, ids, chain }: { label: string; ids: Reason['offerIds']; chain: Chain }) {
  if (ids.length === 0) return null;
  return <details class="no-print"><summary>{label}</summary><OfferLinks ids={ids} chain={chain} /></details>;
}
