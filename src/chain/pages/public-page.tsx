import { plainName } from '../../offers/names.ts';
import type { LifePhase, Transition } from '../../offers/phase.ts';
import { listReleasedIndicators } from '../../monitoring/server/released-values.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhaseTag } from '../../ui/phase-tag.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { Table } from '../../ui/table.tsx';
import { areaAsked } from '../areas-of-chain.ts';
import { jointsOf, type Joint } from '../joint.ts';
import { areaMatrix, type Cell, type Chain } from '../matrix.ts';
import { loadChain } from '../server/load-chain.ts';
import { chainTexts } from '../texts.ts';
import { AreaFilter, areaParameter } from './area-filter.tsx';
import { ChainFigure } from './chain-figure.tsx';
import { ChainStateMark } from './state-words.tsx';

/** The chain as everybody sees it: what there is and what is missing, without anybody's ratings. */
export async function publicPage(view: View): Promise<Sheet> {
  const t = chainTexts.in(view.language);
  const chain = await loadChain(view.tx, view.town, view.clock.today(), { withSuspicions: false });
  const area = areaAsked(chain, view.query.get(areaParameter));
  const title = t('public.title', { area: area.name });
  const hasFigures = (await listReleasedIndicators(view.tx, view.town.id)).length > 0;
  const isEmpty = chain.index.town.phases.length === 0 || chain.index.town.fields.length === 0;
  return {
    title, wide: true, description: t('public.description', { town: view.town.name }),
    content: (
      <>
        <PageHead title={title} lead={t('public.lead')} actions={isEmpty ? undefined : <PrintButton />} />
        {isEmpty
          ? <EmptyState title={t('empty.title')} explanation={t('empty.text')} icon="link" />
          : <PublicChain chain={chain} areaId={area.id} areaName={area.name} view={view} />}
        {hasFigures ? <p><a href={view.href('/zahlen')}>{t('public.figures')}</a></p> : null}
      </>
    ),
  };
}

function PublicChain({ chain, areaId, areaName, view }: { chain: Chain; areaId: Chain['index']['town']['rootAreaId']; areaName: string; view: View }) {
  const t = chainTexts.in(view.language);
  const { phases, transitions } = chain.index.town;
  const cells = areaMatrix(chain, areaId);
  const joints = jointsOf(chain.index, areaId);
  return (
    <>
      <AreaFilter chain={chain} label={t('area.label')} />
      <ChainFigure chain={chain} areaId={areaId} cells={cells} phaseHref={(id) => `#${phaseAnchor(phases.find((phase) => phase.id === id)!)}`} />
      <section class="stack">
        <h2>{t('table.title')}</h2>
        <ChainTable chain={chain} cells={cells} caption={t('table.caption', { area: areaName })} view={view} />
      </section>
      {joints.length > 0 ? <Joints joints={joints} transitions={transitions} view={view} /> : null}
      <Judging chain={chain} view={view} />
    </>
  );
}

function phaseAnchor(phase: LifePhase): string {
  return `phase-${phase.key}`;
}

function ChainTable({ chain, cells, caption, view }: { chain: Chain; cells: Cell[][]; caption: string; view: View }) {
  const t = chainTexts.in(view.language);
  const { phases, fields } = chain.index.town;
  const rows = phases.map((phase, index) => ({ phase, order: index + 1, cells: cells[index]! }));
  return (
    <Table
      caption={caption} captionHidden class="matrix-plain" rows={rows}
      columns={[
        { header: t('table.phase'), rowHeader: true, cell: ({ phase, order }) => <span id={phaseAnchor(phase)}><PhaseTag order={order}>{plainName(phase.names, view.language)}</PhaseTag></span> },
        ...fields.map((field, index) => ({
          header: plainName(field.names, view.language),
          cell: (row: (typeof rows)[number]) => <PublicCell cell={row.cells[index]!} href={view.href('/angebote', { phase: row.phase.id, thema: field.id })} offers={t('cell.offers', { count: row.cells[index]!.facts.offerIds.length })} />,
        })),
      ]}
    />
  );
}

function PublicCell({ cell, href, offers }: { cell: Cell; href: string; offers: string }) {
  if (cell.state === 'not-expected' && cell.facts.offerIds.length === 0) return <ChainStateMark state={cell.state} />;
  return (
    <span>
      <ChainStateMark state={cell.state} />
      {cell.facts.offerIds.length > 0 ? <a class="matrix-notes" href={href}>{offers}</a> : <span class="matrix-notes">{offers}</span>}
    </span>
  );
}

function Joints({ joints, transitions, view }: { joints: readonly Joint[]; transitions: readonly Transition[]; view: View }) {
  const t = chainTexts.in(view.language);
  return (
    <section class="stack">
      <h2>{t('joints.title')}</h2>
      <p>{t('joints.lead')}</p>
      <Table
        caption={t('joints.title')} captionHidden rows={joints}
        columns={[
          { header: t('joints.transition'), rowHeader: true, cell: (joint) => plainName(transitions.find((one) => one.id === joint.transitionId)!.names, view.language) },
          { header: t('joints.state'), cell: (joint) => <ChainStateMark state={joint.state} /> },
          { header: t('joints.offers'), cell: (joint) => t('cell.offers', { count: joint.offers.length }) },
        ]}
      />
    </section>
  );
}

function Judging({ chain, view }: { chain: Chain; view: View }) {
  const t = chainTexts.in(view.language);
  const noon = (day: string) => new Date(`${day}T12:00:00Z`);
  const { on, childrenOn } = chain.index.town;
  return (
    <section class="stack">
      <h2>{t('judging.title')}</h2>
      <p>{t('judging.text')}</p>
      <p class="muted small">
        {t('judging.today', { day: noon(on) })} {childrenOn ? t('judging.children', { day: noon(childrenOn) }) : t('judging.no-children')}
      </p>
    </section>
  );
}
