import type { Child } from 'hono/jsx';
import { usePage } from '../../platform/page-context.ts';
import type { Uuid } from '../../platform/id.ts';
import { jointsOf } from '../joint.ts';
import { linkOf } from '../link.ts';
import type { Cell, Chain } from '../matrix.ts';
import { chainTexts } from '../texts.ts';
import { ChainDrawing } from './chain-drawing.tsx';
import { ChainStateMark } from './state-words.tsx';

interface ChainFigureProps {
  chain: Chain;
  areaId: Uuid;
  /** one row of cells per phase, e.g. `areaMatrix` */
  cells: readonly (readonly Cell[])[];
  /** the joints of one field only */
  fieldId?: Uuid;
  phaseHref?: (phaseId: Uuid) => string;
  children?: Child;
}

/** The drawing of a chain with its legend. */
export function ChainFigure({ chain, areaId, cells, fieldId, phaseHref }: ChainFigureProps) {
  const t = chainTexts.in(usePage().language);
  const { phases, transitions, fields } = chain.index.town;
  const links = cells.map((row, index) => linkOf(phases[index]!.id, row));
  return (
    <section class="chart" aria-labelledby="kette">
      <h2 id="kette" class="chart-title">{t('drawing.title')}</h2>
      <ChainDrawing
        links={links} joints={jointsOf(chain.index, areaId, fieldId)} phases={phases} transitions={transitions} fields={fields} phaseHref={phaseHref}
      />
      <Legend />
    </section>
  );
}

function Legend() {
  const t = chainTexts.in(usePage().language);
  return (
    <details class="accordion">
      <summary>{t('legend.title')}</summary>
      <div class="accordion-body">
        <ul class="stack">
          {(['covered', 'thin', 'gap', 'unknown', 'not-expected'] as const).map((state) => (
            <li><ChainStateMark state={state} /> – {t(`legend.${state}`)}</li>
          ))}
        </ul>
        <p>{t('legend.order')}</p>
      </div>
    </details>
  );
}
