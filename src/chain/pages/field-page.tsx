import { plainName } from '../../offers/names.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Select } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { Table } from '../../ui/table.tsx';
import type { FieldOfAction } from '../../offers/field-of-action.ts';
import { areasOfChain } from '../areas-of-chain.ts';
import { fieldMatrix, type Chain } from '../matrix.ts';
import { listGaps } from '../server/gaps.ts';
import { loadChain } from '../server/load-chain.ts';
import { ChainFigure } from './chain-figure.tsx';
import { MatrixCell } from './matrix-cell.tsx';
import { gapsHere, Sources } from './matrix-page.tsx';
import { staffSheet, t } from './staff-frame.tsx';

/** Name of the field in an address. */
export const fieldParameter = 'feld';

/** The field asked for, or the first. */
export function fieldAsked(chain: Chain, asked: string | null): FieldOfAction | undefined {
  const { fields } = chain.index.town;
  return fields.find((field) => field.id === asked) ?? fields[0];
}

/** Area × phase for one field of action. */
export async function fieldPage(view: View): Promise<Sheet> {
  const chain = await loadChain(view.tx, view.town, view.clock.today());
  const field = fieldAsked(chain, view.query.get(fieldParameter));
  if (!field || chain.index.town.phases.length === 0) {
    return staffSheet(view, { title: t('tab.field'), tab: 'field', content: <EmptyState title={t('matrix.empty.title')} explanation={t('matrix.empty.text')} icon="link" level={2} /> });
  }
  const title = t('field.title', { field: plainName(field.names, 'de') });
  const gaps = await listGaps(view.tx, view.town.id);
  const areas = areasOfChain(chain);
  const { phases, fields, rootAreaId } = chain.index.town;
  const cells = fieldMatrix(chain, field.id, areas.map(({ area }) => area.id));
  const rows = areas.map((row, index) => ({ ...row, cells: cells[index]! }));
  const whole = cells[areas.findIndex(({ area }) => area.id === rootAreaId)]!.map((cell) => [cell]);
  return staffSheet(view, {
    title, tab: 'field',
    content: (
      <>
        <PageHead title={title} lead={t('field.lead')} actions={<PrintButton />} />
        <FilterBar label={t('field.label')}>
          <Select name={fieldParameter} label={t('field.label')} options={fields.map((one) => ({ value: one.id, label: plainName(one.names, 'de') }))} prompt={false} />
        </FilterBar>
        <ChainFigure chain={chain} areaId={rootAreaId} cells={whole} fieldId={field.id} />
        <Table
          caption={t('field.caption', { field: plainName(field.names, 'de') })} narrow="scroll" class="matrix" rows={rows}
          csv={view.href('/verwaltung/kette/handlungsfeld.csv', { [fieldParameter]: field.id })}
          columns={[
            { header: t('field.area'), rowHeader: true, cell: ({ area, depth }) => <>{'\u2003'.repeat(depth)}{area.name}</> },
            ...phases.map((phase, index) => ({
              header: plainName(phase.names, 'de'),
              cell: (row: (typeof rows)[number]) => <MatrixCell cell={row.cells[index]!} gaps={gapsHere(gaps, row.cells[index]!)} />,
            })),
          ]}
        />
        <Sources chain={chain} />
      </>
    ),
  });
}
