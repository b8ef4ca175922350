import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Checkbox, CheckboxGroup } from '../../ui/choice.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { planRound } from '../freshness/round.ts';
import type { FreshnessSetting } from '../freshness/freshness.ts';
import { freshnessTexts } from '../freshness-texts.ts';
import { recordTopics } from '../revision/record-topic.ts';
import { revisionTexts } from '../revision-texts.ts';
import { candidates } from '../server/ask-for-confirmation.ts';
import { listFreshnessRuns } from '../server/freshness-runs.ts';
import { readFreshnessSetting } from '../server/freshness-setting.ts';
import { readSensitiveSetting } from '../server/sensitive-setting.ts';

const t = freshnessTexts.in('de');
export const FRESHNESS = '/verwaltung/aktualitaet/einstellungen';

/** How a municipality keeps its directory true: intervals, what waits for approval, what was and would be asked. */
export async function freshnessSettingPage(view: View, forms: { freshness?: FormState; sensitive?: FormState; run?: FormState } = {}): Promise<Sheet> {
  const setting = await readFreshnessSetting(view.tx, view.town.id);
  const sensitive = await readSensitiveSetting(view.tx, view.town.id);
  const runs = await listFreshnessRuns(view.tx, view.town.id);
  const stored = filledForm({ ...setting, remindAfterDays: setting.remindAfterDays.join(', ') });
  return {
    title: t('setting.title'),
    content: (
      <>
        <PageHead title={t('setting.title')} lead={t('setting.lead')} />
        {view.query.has('gespeichert') ? <Notice kind="success" live>{t('setting.saved')}</Notice> : null}
        {view.query.has('laeuft') ? <Notice kind="success" live>{t('setting.running')}</Notice> : null}
        <Form form={forms.freshness ?? stored} texts={freshnessTexts} label={t('setting.title')}>
          <Checkbox name="asksByMail" label={t('setting.asks')} hint={t('setting.asks.hint')} />
          <NumberField name="confirmEveryMonths" label={t('setting.months')} hint={t('setting.months.hint')} unit={t('setting.months.unit')} />
          <TextField name="remindAfterDays" label={t('setting.reminders')} hint={t('setting.reminders.hint')} optional />
          <NumberField name="markAfterDays" label={t('setting.mark')} hint={t('setting.mark.hint')} unit={t('setting.mark.unit')} />
          <NumberField name="retireAfterDays" label={t('setting.retire')} hint={t('setting.retire.hint')} unit={t('setting.mark.unit')} />
          <ButtonRow><Button>{t('setting.save')}</Button></ButtonRow>
        </Form>
        {await Today({ view, setting, form: forms.run ?? emptyForm })}
        <section>
          <h2>{t('setting.sensitive')}</h2>
          <p>{t('setting.sensitive.lead')}</p>
          <Form form={forms.sensitive ?? filledForm({ ...sensitive })} texts={freshnessTexts} id="freigabe" label={t('setting.sensitive')} action={view.href(`${FRESHNESS}/freigabe`)}>
            <CheckboxGroup name="topics" label={t('setting.topics')} optional options={recordTopics.map((topic) => ({ value: topic, label: revisionTexts.in('de')(`topic.${topic}`) }))} />
            <Checkbox name="newOffersWait" label={t('setting.new')} />
            <ButtonRow><Button>{t('setting.save')}</Button></ButtonRow>
          </Form>
        </section>
        <section>
          <h2>{t('setting.runs')}</h2>
          <Table caption={t('setting.runs')} captionHidden rows={runs} empty={<p>{t('setting.runs.none')}</p>} columns={[
            { header: t('run.day'), rowHeader: true, cell: (run) => <DateText day={run.onDay} style="short" /> },
            { header: t('run.asked'), numeric: true, cell: (run) => String(run.asked) }, { header: t('run.reminded'), numeric: true, cell: (run) => String(run.reminded) },
            { header: t('run.lapsed'), numeric: true, cell: (run) => String(run.lapsed) }, { header: t('run.mails'), numeric: true, cell: (run) => String(run.mails) },
            { header: t('run.without'), numeric: true, cell: (run) => String(run.withoutMailbox) },
          ]} />
        </section>
      </>
    ),
  };
}

/** What today's questions are, before they go out: nobody is surprised by his own settings. */
async function Today({ view, setting, form }: { view: View; setting: FreshnessSetting; form: FormState }) {
  const offers = await candidates(view.tx, view.town.id, view.clock.today());
  const { ask, remind, lapse, withoutMailbox } = planRound(offers, setting, view.clock.today());
  const told = (ids: readonly string[]) => new Set(offers.flatMap(({ id, mailbox }) => (mailbox && ids.includes(id) ? [mailbox] : []))).size;
  const mails = told(ask) + told(remind.map(({ id }) => id)) + told(lapse);
  return (
    <section>
      <h2>{t('setting.preview')}</h2>
      <p>{mails === 0 ? t('setting.preview.nothing') : t('setting.preview.text', { ask: ask.length, remind: remind.length, lapse: lapse.length, mails })}</p>
      {withoutMailbox.length > 0 ? <p>{t('setting.without', { count: withoutMailbox.length })}</p> : null}
      {setting.asksByMail ? (
        <Form form={form} texts={freshnessTexts} id="jetzt" label={t('setting.run')} action={view.href(`${FRESHNESS}/jetzt`)}>
          <p class="small muted">{t('setting.run.text')}</p>
          <Button look="secondary">{t('setting.run')}</Button>
        </Form>
      ) : <p class="muted">{t('setting.preview.off')}</p>}
    </section>
  );
}
