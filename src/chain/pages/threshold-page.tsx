import { plainName } from '../../offers/names.ts';
import { listFields, listPhases } from '../../offers/server/phases.ts';
import { NotFound } from '../../platform/failure.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { listThresholds } from '../server/thresholds.ts';
import { staffTexts } from '../texts.ts';
import { clock, isThresholdName, thresholds, type ThresholdName } from '../threshold.ts';
import { paths, staffSheet, t } from './staff-frame.tsx';
import { sayValue } from './thresholds-page.tsx';
import { sayWhere, type ChainWords } from './where-words.ts';

/** One threshold: set it everywhere or for some cells, take a value back. */
export async function thresholdPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const name = view.param('name');
  if (!isThresholdName(name)) throw new NotFound();
  const settings = (await listThresholds(view.tx, view.town.id)).filter((one) => one.name === name);
  const words: ChainWords = { phases: await listPhases(view.tx, view.town.id), fields: await listFields(view.tx, view.town.id) };
  const title = t('thresholds.edit.title', { name: t(`threshold.${name}`) });
  return staffSheet(view, {
    title, tab: 'thresholds', below: true,
    content: (
      <>
        <PageHead title={title} lead={t(`threshold.${name}.why`)} />
        <p>{t('thresholds.standard')}: {sayValue(name, thresholds[name].standard)}</p>
        <SetForm name={name} words={words} form={form} view={view} />
        {settings.length === 0 ? null : (
          <section class="stack">
            <h2>{t('thresholds.edit.own')}</h2>
            <Table
              caption={t('thresholds.edit.own')} captionHidden rows={settings}
              columns={[
                { header: t('thresholds.edit.where'), rowHeader: true, cell: (one) => sayWhere(one, words) },
                { header: t('thresholds.value'), cell: (one) => <>{sayValue(name, one.value)}<span class="matrix-notes">{t('thresholds.changed', { day: one.changedAt })}</span></> },
                {
                  header: t('thresholds.edit.drop'), headerHidden: true,
                  cell: (one) => (
                    <Form form={emptyForm} id={`zurueck-${one.id}`} label={`${t('thresholds.edit.drop')}: ${sayWhere(one, words)}`} action={view.href(`${paths.threshold(name)}/zuruecknehmen`)}>
                      <input type="hidden" name="fieldId" value={one.fieldId ?? ''} />
                      <input type="hidden" name="phaseId" value={one.phaseId ?? ''} />
                      <Button look="secondary" small>{t('thresholds.edit.drop')}</Button>
                    </Form>
                  ),
                },
              ]}
            />
          </section>
        )}
      </>
    ),
  });
}

function SetForm({ name, words, form, view }: { name: ThresholdName; words: ChainWords; form: FormState; view: View }) {
  const { unit, scope, minimum, maximum } = thresholds[name];
  const limits = unit === 'clock' ? { min: clock(minimum), max: clock(maximum) } : { min: minimum, max: maximum };
  const choices = (list: readonly { id: string; names: { de: string } }[]) => list.map((one) => ({ value: one.id, label: plainName(one.names, 'de') }));
  return (
    <Form form={form} texts={staffTexts}>
      <TextField name="value" label={t('thresholds.edit.value')} hint={t(minimum === 0 && scope === 'cell' ? 'thresholds.range.off' : 'thresholds.range', limits)} />
      {scope === 'cell' ? (
        <>
          <Select name="fieldId" label={t('thresholds.edit.field')} options={choices(words.fields)} prompt={t('thresholds.edit.all-fields')} optional />
          <Select name="phaseId" label={t('thresholds.edit.phase')} options={choices(words.phases)} prompt={t('thresholds.edit.all-phases')} optional />
        </>
      ) : null}
      <ButtonRow>
        <Button>{t('thresholds.edit.save')}</Button>
        <LinkButton look="secondary" href={view.href(paths.thresholds)}>{t('thresholds.back')}</LinkButton>
      </ButtonRow>
    </Form>
  );
}
