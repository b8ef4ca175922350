import { listDefinitions } from '../../monitoring/server/definitions.ts';
import { listReleasedIndicators } from '../../monitoring/server/released-values.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Accordion } from '../../ui/accordion.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { RadioGroup, Select } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { usualAssumptions } from '../criteria/synthetic.ts';
import { criteriaPaths } from '../criteria-paths.ts';
import { simulateCatalogue } from '../criteria-permissions.ts';
import { criteriaStaffTexts } from '../criteria-staff-texts.ts';
import { listCatalogues, type StoredCatalogue } from '../server/catalogues.ts';
import { listRounds } from '../server/rounds.ts';
import { listSimulations } from '../server/simulations.ts';
import { crumbs, loadCatalogue, t } from './catalogue-frame.tsx';

/** Simulations of one catalogue, and a new one. */
export async function simulationsPage(view: View, form?: FormState): Promise<Sheet> {
  const catalogue = await loadCatalogue(view);
  const simulations = await listSimulations(view.tx, view.town.id, catalogue.id);
  const catalogues = await listCatalogues(view.tx, view.town.id);
  const nameOf = (id: string) => catalogues.find((one) => one.id === id)?.name ?? '–';
  return {
    title: t('simulations.title'), breadcrumbs: crumbs(view, catalogue),
    content: (
      <>
        <PageHead title={t('simulations.title')} preline={catalogue.name} lead={t('simulations.lead')} />
        <Table
          caption={t('simulations.list')} rows={simulations} empty={<EmptyState title={t('simulations.none')} explanation={t('simulations.none.text')} icon="chart" />}
          columns={[
            { header: t('simulations.when'), rowHeader: true, cell: ({ id, plannedAt }) => <a href={view.href(criteriaPaths.simulation(catalogue.id, id))}><InstantText at={plannedAt} style="short" /></a> },
            { header: t('simulations.against'), cell: ({ againstId }) => nameOf(againstId) },
            { header: t('simulations.source'), cell: ({ source }) => t(`simulations.source.${source}`) },
            { header: t('simulations.state'), cell: ({ state }) => t(`simulation.state.${state}`) },
          ]}
        />
        {simulateCatalogue.allows(view.who) ? <Start view={view} catalogue={catalogue} others={catalogues.filter(({ id }) => id !== catalogue.id)} rounds={await listRounds(view.tx, view.town.id)} burdens={await burdenChoices(view)} form={form} /> : null}
      </>
    ),
  };
}

async function burdenChoices(view: View) {
  const released = new Set((await listReleasedIndicators(view.tx, view.town.id)).map(({ key }) => key));
  const definitions = await listDefinitions(view.tx, view.town.id);
  return [...new Map(definitions.filter(({ key, polarity }) => released.has(key) && polarity === 'burden').map(({ key, names }) => [key, { value: key, label: names.de }])).values()];
}

interface StartProps {
  view: View;
  catalogue: StoredCatalogue;
  others: readonly StoredCatalogue[];
  rounds: Awaited<ReturnType<typeof listRounds>>;
  burdens: readonly { value: string; label: string }[];
  form: FormState | undefined;
}

function Start({ catalogue, others, rounds, burdens, form }: StartProps) {
  if (others.length === 0) return <section class="stack"><h2>{t('simulation.start')}</h2><p>{t('simulation.no-other')}</p></section>;
  const { children, seed, draws, freeSeats, under3, sibling, resident, inclusive } = usualAssumptions;
  const percent = (share: number) => Math.round(share * 100);
  const shown = form ?? filledForm({
    against: catalogue.basedOnId ?? others[0]!.id, source: 'synthetic', minimumFrequency: 5, children, seed, draws, freeSeats: percent(freeSeats), under3: percent(under3), sibling: percent(sibling), resident: percent(resident), inclusive: percent(inclusive),
  });
  return (
    <section class="stack">
      <h2>{t('simulation.start')}</h2>
      <Form form={shown} texts={criteriaStaffTexts}>
        <Select name="against" label={t('simulation.against')} options={others.map(({ id, name }) => ({ value: id, label: name }))} />
        <RadioGroup name="source" label={t('simulation.source')} options={(['synthetic', 'round'] as const).map((value) => ({ value, label: t(`simulation.source.${value}`), hint: t(`simulation.source.${value}.hint`), disabled: value === 'round' && rounds.length === 0 }))} />
        {rounds.length > 0 ? <Select name="round" label={t('simulation.round')} prompt={t('simulation.round.none')} optional options={rounds.map(({ id, name }) => ({ value: id, label: name }))} /> : null}
        {burdens.length > 0 ? <Select name="burden" label={t('simulation.burden')} hint={t('simulation.burden.hint')} prompt={t('simulation.burden.none')} optional options={burdens} /> : null}
        <NumberField name="minimumFrequency" label={t('simulation.minimum-frequency')} hint={t('simulation.minimum-frequency.hint')} />
        <Accordion title={t('simulation.assumptions')} open={form !== undefined}>
          <p>{t('simulation.assumptions.text')}</p>
          <NumberField name="children" label={t('simulation.children')} />
          <NumberField name="seed" label={t('simulation.seed')} hint={t('simulation.seed.hint')} />
          <NumberField name="draws" label={t('simulation.draws')} hint={t('simulation.draws.hint')} />
          <NumberField name="freeSeats" label={t('simulation.free-seats')} unit="%" />
          <NumberField name="under3" label={t('simulation.under-3')} unit="%" />
          <NumberField name="sibling" label={t('simulation.sibling')} unit="%" />
          <NumberField name="resident" label={t('simulation.resident')} unit="%" />
          <NumberField name="inclusive" label={t('simulation.inclusive')} unit="%" />
        </Accordion>
        <ButtonRow><Button>{t('simulation.button')}</Button></ButtonRow>
      </Form>
    </section>
  );
}
