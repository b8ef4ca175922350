import { emptyForm, filledForm, typed, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import type { CellContent } from '../../platform/table-file/cell-content.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { Accordion } from '../../ui/accordion.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Form } from '../../ui/form.tsx';
import { numberFormat } from '../../ui/formats.ts';
import { MoneyField } from '../../ui/number-field.tsx';
import { MoneyText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { officePaths } from '../office-paths.ts';
import { officeCostTexts } from '../office-texts.ts';
import { costRule, costStates, loadCostYear, type CostRow } from '../server/cost-shares.ts';
import { crumbs, lastDay, sayDay, sayName } from './office-frame.tsx';

const t = officeCostTexts.in('de');
const YEARS = 5;

function yearOf(view: View): number {
  const asked = Number(view.query.get('jahr'));
  return Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : Number(view.clock.today().slice(0, 4));
}

/** Cost sharing of a calendar year. A refused amount stands again in its row's form. */
export async function costSharesPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const year = Number(typed(form, 'year')) || yearOf(view);
  const { theirsHere, oursThere } = await loadCostYear(view.tx, view.town.id, year);
  const rule = costRule(view.town.land, view.clock.today());
  const present = Number(view.clock.today().slice(0, 4));
  return {
    title: t('title'), wide: true, ...crumbs(view, t('title')), ...(view.query.get('getan') ? { flash: { kind: 'success' as const, text: t('said') } } : {}),
    content: (
      <>
        <PageHead title={`${t('title')} ${year}`} lead={t('lead')} actions={<LinkButton look="secondary" icon="download" href={view.href(`${officePaths.costs}/liste.csv`, { jahr: year })}>{t('csv')}</LinkButton>} />
        {rule ? <p>{rule.text} <span class="small muted">{t('rule', { source: rule.source })}</span></p> : null}
        <FilterBar label={t('year')}>
          <Select name="jahr" label={t('year')} prompt={false} options={Array.from({ length: YEARS }, (_, at) => String(present - at)).map((value) => ({ value, label: value }))} />
        </FilterBar>
        <Side view={view} title={t('theirs')} empty={t('theirs.none')} rows={theirsHere} year={year} form={form} />
        <Side view={view} title={t('ours')} empty={t('ours.none')} rows={oursThere} year={year} form={form} />
      </>
    ),
  };
}

function Side({ view, title, empty, rows, year, form }: { view: View; title: string; empty: string; rows: readonly CostRow[]; year: number; form: FormState }) {
  return (
    <section class="stack">
      <h2>{title}</h2>
      <Table
        caption={title} captionHidden rows={rows} empty={<p>{empty}</p>}
        columns={[
          { header: t('child'), rowHeader: true, cell: (row) => <a href={view.href(officePaths.child(row.childId))}><bdi>{sayName(row)}</bdi></a> },
          { header: t('municipality'), cell: ({ municipality }) => municipality },
          { header: t('facility'), cell: ({ facilityName }) => facilityName },
          { header: t('span'), cell: ({ from, until }) => `${sayDay(from)} – ${sayDay(lastDay(until))}` },
          { header: t('days'), numeric: true, cell: ({ days }) => days },
          { header: t('amount'), numeric: true, cell: ({ amountCents }) => <MoneyText cents={amountCents} /> },
          { header: t('state'), cell: ({ state }) => t(`state.${state}`) },
          { header: t('edit'), headerHidden: true, cell: (row) => <Edit view={view} row={row} year={year} form={typed(form, 'place') === row.placeId && typed(form, 'municipality') === row.municipality ? form : undefined} /> },
        ]}
        footer={rows.length === 0 ? undefined : [<strong>{t('totals')}</strong>, '', '', '', String(rows.reduce((sum, { days }) => sum + days, 0)), total(rows), '', '']}
      />
    </section>
  );
}

function Edit({ view, row, year, form }: { view: View; row: CostRow; year: number; form: FormState | undefined }) {
  const { placeId, amountCents, state } = row;
  return (
    <Accordion title={t('edit')} level={4} open={form !== undefined}>
      <Form form={form ?? filledForm({ amount: amountCents === null ? '' : cents(amountCents), state })} texts={officeCostTexts} id={`betrag-${placeId}-${row.from}`} label={`${t('edit')}: ${sayName(row)}`} action={view.href(officePaths.costs)}>
        <input type="hidden" name="place" value={placeId} />
        <input type="hidden" name="municipality" value={row.municipality} />
        <input type="hidden" name="year" value={String(year)} />
        <MoneyField name="amount" label={t('amount')} optional />
        <Select name="state" label={t('state')} prompt={false} options={costStates.map((value) => ({ value, label: t(`state.${value}`) }))} />
        <Button look="secondary" small>{t('save')}</Button>
      </Form>
    </Accordion>
  );
}

const cents = (amount: number) => numberFormat('de', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount / 100);

/** The sum of what is known, and for how many it is not. */
function total(rows: readonly CostRow[]) {
  const known = rows.flatMap(({ amountCents }) => (amountCents === null ? [] : [amountCents]));
  const sum = known.reduce((one, other) => one + other, 0);
  const missing = rows.length - known.length;
  if (known.length === 0) return t('amount.unknown');
  return missing === 0 ? <MoneyText cents={sum} /> : t('totals.partly', { known: `${cents(sum)} €`, missing });
}

const header = ['Richtung', 'Familienname', 'Vornamen', 'Geburtstag', 'Gemeinde', 'Kita', 'von', 'bis', 'Tage', 'Betrag in Euro', 'Stand'];

export async function costSharesCsv(view: View): Promise<Response> {
  const year = yearOf(view);
  const { theirsHere, oursThere } = await loadCostYear(view.tx, view.town.id, year);
  const lines = (direction: string, rows: readonly CostRow[]) => rows.map((row): CellContent[] => [
    direction, row.familyName, row.givenNames, row.bornOn ? { day: row.bornOn } : '', row.municipality, row.facilityName, { day: row.from }, { day: lastDay(row.until) }, row.days,
    row.amountCents === null ? '' : row.amountCents / 100, t(`state.${row.state}`),
  ]);
  return new Response(writeCsv(header, [...lines(t('theirs'), theirsHere), ...lines(t('ours'), oursThere)]) as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="kostenausgleich-${year}.csv"` },
  });
}
