import { plainName } from '../../offers/names.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhaseTag } from '../../ui/phase-tag.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { Table } from '../../ui/table.tsx';
import { ageQuestions, withAnswers } from '../age-bands.ts';
import { areaAsked } from '../areas-of-chain.ts';
import type { ChainArea } from '../chain-input.ts';
import type { Gap } from '../gap.ts';
import { jointsOf } from '../joint.ts';
import { countStates } from '../link.ts';
import { areaMatrix, type Cell, type Chain } from '../matrix.ts';
import { listAgeAnswers } from '../server/age-answers.ts';
import { listGaps } from '../server/gaps.ts';
import { loadChain } from '../server/load-chain.ts';
import { AreaFilter, areaParameter } from './area-filter.tsx';
import { ChainFigure } from './chain-figure.tsx';
import { MatrixCell } from './matrix-cell.tsx';
import { noon, paths, staffSheet, t } from './staff-frame.tsx';
import { ChainStateMark } from './state-words.tsx';

/** Phase × field for one area. */
export async function matrixPage(view: View): Promise<Sheet> {
  const chain = await loadChain(view.tx, view.town, view.clock.today());
  const area = areaAsked(chain, view.query.get(areaParameter));
  const { phases, fields } = chain.index.town;
  const title = t('matrix.title', { area: area.name });
  const isEmpty = phases.length === 0 || fields.length === 0;
  const gaps = await listGaps(view.tx, view.town.id);
  return staffSheet(view, {
    title, tab: 'matrix',
    content: (
      <>
        <PageHead title={title} lead={t('matrix.lead')} actions={<>
          <LinkButton look="secondary" href={view.href('/praeventionskette', { [areaParameter]: area.id })}>{t('matrix.public')}</LinkButton>
          <PrintButton />
        </>} />
        {isEmpty
          ? <EmptyState title={t('matrix.empty.title')} explanation={t('matrix.empty.text')} icon="link" />
          : <Matrix chain={chain} area={area} gaps={gaps} view={view} hints={await hintsOf(view, chain)} />}
      </>
    ),
  });
}

function Matrix({ chain, area, gaps, view, hints }: { chain: Chain; area: ChainArea; gaps: readonly Gap[]; view: View; hints: Hint[] }) {
  const { phases, fields } = chain.index.town;
  const cells = areaMatrix(chain, area.id);
  const rows = phases.map((phase, index) => ({ phase, order: index + 1, cells: cells[index]! }));
  const counts = countStates(cells.flat());
  return (
    <>
      <AreaFilter chain={chain} label={t('area')} />
      <ChainFigure chain={chain} areaId={area.id} cells={cells} />
      <section class="stack">
        <h2>{t('matrix.table')}</h2>
        <p>{t('matrix.summary', { total: cells.flat().length, gap: counts.gap, thin: counts.thin, unknown: counts.unknown, covered: counts.covered, notExpected: counts['not-expected'] })}</p>
        <Table
          caption={t('matrix.caption', { area: area.name })} captionHidden narrow="scroll" class="matrix" rows={rows}
          csv={view.href('/verwaltung/kette.csv', { [areaParameter]: area.id })}
          columns={[
            { header: t('phase'), rowHeader: true, cell: ({ phase, order }) => <PhaseTag order={order}>{plainName(phase.names, 'de')}</PhaseTag> },
            ...fields.map((field, index) => ({
              header: plainName(field.names, 'de'),
              cell: (row: (typeof rows)[number]) => <MatrixCell cell={row.cells[index]!} gaps={gapsHere(gaps, row.cells[index]!)} />,
            })),
          ]}
        />
        <Sources chain={chain} />
      </section>
      <Joints chain={chain} area={area} />
      <Hints hints={hints} />
    </>
  );
}

/** Open gaps of a phase and field that concern an area: its own and those of the whole municipality. */
export function gapsHere(gaps: readonly Gap[], cell: Pick<Cell, 'areaId' | 'phaseId' | 'fieldId'>): Gap[] {
  return gaps.filter((gap) => !gap.closed && gap.phaseId === cell.phaseId && gap.fieldId === cell.fieldId && (gap.areaId === undefined || gap.areaId === cell.areaId));
}

export function Sources({ chain }: { chain: Chain }) {
  const { on, childrenOn } = chain.index.town;
  return (
    <p class="muted small">
      {t('source.offers', { day: noon(on) })} {childrenOn ? t('source.children', { day: noon(childrenOn) }) : t('source.no-children')}
    </p>
  );
}

function Joints({ chain, area }: { chain: Chain; area: ChainArea }) {
  const { transitions } = chain.index.town;
  const joints = jointsOf(chain.index, area.id);
  if (joints.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t('matrix.joints')}</h2>
      <Table
        caption={t('matrix.joints')} captionHidden rows={joints}
        columns={[
          { header: t('transition'), rowHeader: true, cell: (joint) => plainName(transitions.find((one) => one.id === joint.transitionId)!.names, 'de') },
          { header: t('state'), cell: (joint) => <ChainStateMark state={joint.state} /> },
          { header: t('joint.named'), numeric: true, cell: (joint) => joint.offers.filter((offer) => offer.holds.because === 'named').length },
          { header: t('joint.ages', { months: chain.index.measures['transition-months'] }), numeric: true, cell: (joint) => joint.offers.filter((offer) => offer.holds.because === 'ages').length },
          { header: t('joint.possible'), numeric: true, cell: (joint) => joint.possibleOfferIds.length },
        ]}
      />
    </section>
  );
}

interface Hint {
  text: string;
  link: string;
  href: string;
}

async function hintsOf(view: View, chain: Chain): Promise<Hint[]> {
  const { town, unplaced } = chain.index;
  const questions = withAnswers(ageQuestions(town.phases), await listAgeAnswers(view.tx, view.town.id)).filter(({ answer }) => !answer).length;
  const notPlaced = unplaced.withoutAges.length + unplaced.withoutField.length;
  return [
    ...(town.childrenOn ? [] : [{ text: t('hint.no-children'), link: t('hint.no-children.link'), href: view.href('/verwaltung/kinderzahlen') }]),
    ...(questions > 0 ? [{ text: t('hint.ages', { count: questions }), link: t('hint.ages.link'), href: view.href(paths.ages) }] : []),
    ...(notPlaced > 0 ? [{ text: t('hint.unplaced', { count: notPlaced }), link: t('hint.unplaced.link'), href: view.href(paths.unplaced) }] : []),
  ];
}

function Hints({ hints }: { hints: readonly Hint[] }) {
  if (hints.length === 0) return null;
  return (
    <Notice title={t('hint.title')}>
      <ul>{hints.map(({ text, link, href }) => <li>{text} <a href={href}>{link}</a></li>)}</ul>
    </Notice>
  );
}
