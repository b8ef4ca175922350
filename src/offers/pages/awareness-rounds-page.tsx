import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../ui/choice.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { audiences, sheetsNeeded } from '../awareness/survey.ts';
import { awarenessTexts } from '../awareness-texts.ts';
import { runSurvey } from '../permissions.ts';
import { listRounds, offersToAsk } from '../server/awareness-rounds.ts';
import { listFields } from '../server/phases.ts';

export const t = awarenessTexts.in('de');
export const AWARENESS = '/verwaltung/bekanntheit';
const PER_SHEET = 12;

/** All surveys, and the form for a new one. */
export async function awarenessRoundsPage(view: View, form?: FormState): Promise<Sheet> {
  const rounds = await listRounds(view.tx, view.town.id);
  return {
    title: t('title'),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <Table
          caption={t('rounds')} rows={rounds} empty={<EmptyState icon="chart" title={t('rounds.none')} explanation={t('rounds.none.text')} />}
          columns={[
            { header: t('column.round'), rowHeader: true, cell: (round) => <a href={view.href(`${AWARENESS}/${round.id}`)}>{round.title}</a> },
            { header: t('column.audience'), cell: (round) => t(`audience.${round.audience}`) },
            { header: t('column.opened'), cell: (round) => <DateText day={round.openedOn} style="short" /> },
            { header: t('column.closed'), cell: (round) => (round.closedOn ? <DateText day={round.closedOn} style="short" /> : <Badge tone="info">{t('state.open')}</Badge>) },
            { header: t('column.sheets'), numeric: true, cell: (round) => <NumberText value={round.sheets} /> },
          ]}
        />
        {runSurvey.allows(view.who) ? await OpenForm({ view, form: form ?? filledForm({ offersPerSheet: PER_SHEET, audience: 'families' }) }) : null}
      </>
    ),
  };
}

async function OpenForm({ view, form }: { view: View; form: FormState }) {
  const fields = await listFields(view.tx, view.town.id);
  const offers = await offersToAsk(view.tx, view.town.id, view.clock.today(), []);
  return (
    <section class="stack">
      <h2>{t('open.title')}</h2>
      <Form form={form} texts={awarenessTexts} label={t('open.title')}>
        <TextField name="title" label={t('open.name')} hint={t('open.name.hint')} />
        <RadioGroup name="audience" label={t('open.audience')} options={audiences.map((audience) => ({ value: audience, label: t(`audience.${audience}`) }))} />
        <NumberField name="offersPerSheet" label={t('open.per-sheet')} hint={t('open.per-sheet.hint')} />
        <CheckboxGroup name="fields" label={t('open.fields')} optional hint={t('open.fields.hint', { count: offers.length, sheets: sheetsNeeded(Math.max(1, offers.length), PER_SHEET) })}
          options={fields.map((field) => ({ value: field.id, label: field.names.de }))} />
        <Button>{t('open.button')}</Button>
      </Form>
    </section>
  );
}
