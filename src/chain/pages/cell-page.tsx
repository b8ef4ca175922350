import { plainName } from '../../offers/names.ts';
import { NotFound } from '../../platform/failure.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { storedArea } from '../areas-of-chain.ts';
import { cellAt, type Cell, type Chain } from '../matrix.ts';
import { permissions } from '../permissions.ts';
import { summarizeRatings } from '../rating.ts';
import { listGaps } from '../server/gaps.ts';
import { loadChain } from '../server/load-chain.ts';
import { listRatings } from '../server/ratings.ts';
import { staffTexts } from '../texts.ts';
import { areaParameter } from './area-filter.tsx';
import { AwarenessInCell } from './awareness-in-cell.tsx';
import { CellFactsList } from './cell-facts.tsx';
import { CellOffers, OfferLinks } from './cell-offers.tsx';
import { DoubleTable } from './doubles-page.tsx';
import { gapsHere } from './matrix-page.tsx';
import { NeedInFigures } from './need-in-figures.tsx';
import { RatingTable } from './rating-table.tsx';
import { Reasons } from './reasons.tsx';
import { paths, staffSheet, t } from './staff-frame.tsx';
import { ChainStateMark } from './state-words.tsx';

/** One cell with everything behind its state. */
export async function cellPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const chain = await loadChain(view.tx, view.town, view.clock.today());
  const cell = findCell(chain, view.param('area'), view.param('phase'), view.param('field'));
  const { phases, fields } = chain.index.town;
  const phase = phases.find((one) => one.id === cell.phaseId)!;
  const field = fields.find((one) => one.id === cell.fieldId)!;
  const area = chain.index.tree.areas[chain.index.tree.numberOf.get(cell.areaId)!]!;
  const title = t('cellpage.title', { field: plainName(field.names, 'de'), phase: plainName(phase.names, 'de') });
  return staffSheet(view, {
    title, tab: 'matrix', below: true,
    content: (
      <>
        <PageHead title={title} preline={area.name} lead={<ChainStateMark state={cell.state} />} actions={<PrintButton />} />
        {cell.notExpected ? <Notice><p>{t('cellpage.expect.decided', { reason: cell.notExpected.reason })}</p></Notice> : null}
        <Reasons cell={cell} chain={chain} />
        <section class="stack"><h2>{t('cellpage.facts')}</h2><CellFactsList cell={cell} chain={chain} /></section>
        <CellOffers cell={cell} chain={chain} />
        {await NeedInFigures({ view, cell })}
        {await AwarenessInCell({ view, cell, chain })}
        {cell.facts.possibleOfferIds.length > 0
          ? <section class="stack"><h2>{t('cellpage.possible')}</h2><p>{t('cellpage.possible.lead')}</p><OfferLinks ids={cell.facts.possibleOfferIds} chain={chain} /></section>
          : null}
        {cell.doubleStructures.length > 0
          ? <section class="stack"><h2>{t('cellpage.doubles')}</h2><DoubleTable pairs={cell.doubleStructures} chain={chain} /></section>
          : null}
        {await CellGaps({ view, cell })}
        {await CellRatings({ view, cell, chain, areaName: area.name })}
        {permissions.expect.allows(view.who) ? <Expectation view={view} cell={cell} form={form} /> : null}
      </>
    ),
  });
}

/** Throws NotFound for an area, phase or field that is none of this municipality. */
export function findCell(chain: Chain, areaId: string, phaseId: string, fieldId: string): Cell {
  const { town, tree } = chain.index;
  const phase = town.phases.findIndex((one) => one.id === phaseId);
  const field = town.fields.findIndex((one) => one.id === fieldId);
  const area = tree.areas.find((one) => one.id === areaId);
  if (phase < 0 || field < 0 || !area) throw new NotFound();
  return cellAt(chain, area.id, phase, field);
}

async function CellGaps({ view, cell }: { view: View; cell: Cell }) {
  const gaps = gapsHere(await listGaps(view.tx, view.town.id), cell);
  return (
    <section class="stack">
      <h2>{t('cellpage.gaps')}</h2>
      {gaps.length === 0 ? <p>{t('cellpage.gaps.none')}</p> : <ul>{gaps.map((gap) => <li><a href={view.href(paths.gap(gap.id))}>{gap.title}</a> ({t('severity.of', { severity: t(`severity.${gap.severity}`) })})</li>)}</ul>}
      {permissions.registerGap.allows(view.who)
        ? <p><LinkButton icon="gap" href={view.href(paths.newGap, { [areaParameter]: cell.areaId, phase: cell.phaseId, feld: cell.fieldId })}>{t('cellpage.gaps.register')}</LinkButton></p>
        : null}
    </section>
  );
}

async function CellRatings({ view, cell, chain, areaName }: { view: View; cell: Cell; chain: Chain; areaName: string }) {
  const { phaseId, fieldId, areaId, state } = cell;
  const own = storedArea(chain, areaId);
  const ratings = await listRatings(view.tx, view.town.id, { phaseId, fieldId, areaId: own });
  const whole = own && ratings.length === 0 ? await listRatings(view.tx, view.town.id, { phaseId, fieldId, areaId: undefined }) : [];
  const shown = ratings.length > 0 ? ratings : whole;
  return (
    <section class="stack">
      <h2>{t('cellpage.ratings')}</h2>
      {whole.length > 0 ? <p>{t('cellpage.ratings.whole', { town: view.town.name, area: areaName })}</p> : null}
      {shown.length === 0 ? <p>{t('cellpage.ratings.none')}</p> : <RatingTable summaries={summarizeRatings(shown, state, view.clock.today())} />}
      {permissions.rate.allows(view.who) ? <p><a href={view.href(paths.ratings, { [areaParameter]: areaId, phase: phaseId, feld: fieldId })}>{t('cellpage.ratings.rate')}</a></p> : null}
    </section>
  );
}

function Expectation({ view, cell, form }: { view: View; cell: Cell; form: FormState }) {
  const address = paths.cell(cell.areaId, cell.phaseId, cell.fieldId);
  return (
    <section class="stack no-print">
      <h2>{t('cellpage.expect')}</h2>
      {cell.notExpected
        ? <Form form={emptyForm} id="wieder" label={t('cellpage.expect.again')} action={view.href(`${address}/erwarten`)}><Button look="secondary">{t('cellpage.expect.again')}</Button></Form>
        : (
          <>
            <p>{t('cellpage.expect.lead')}</p>
            <Form form={form} texts={staffTexts} id="nicht-vorgesehen" label={t('cellpage.expect')} action={view.href(`${address}/nicht-erwarten`)}>
              <TextArea name="expectReason" label={t('cellpage.expect.reason')} rows={2} />
              <Button look="secondary">{t('cellpage.expect.save')}</Button>
            </Form>
          </>
        )}
    </section>
  );
}
