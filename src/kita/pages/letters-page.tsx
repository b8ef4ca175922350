import { sayDay } from '../../offers/said.ts';
import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Progress } from '../../ui/progress.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { staffDecisionTexts } from '../decision-texts.ts';
import { isComplete, remedyKinds, remedyText } from '../decisions/remedy.ts';
import { serviceLaws } from '../decisions/service.ts';
import { dayOfInstant } from '../registration/day-of-instant.ts';
import { listLetterRuns, openLetterFile, type LetterRun } from '../server/letter-runs.ts';
import { readLetterSetting, remedyOf, replacementWays } from '../server/letter-setting.ts';
import { unsentNotices } from '../server/tell-families.ts';
import { DECISIONS, POST, t } from './decision-words.ts';
import { officeCrumb } from './office-crumb.ts';
import { StaffRefusals } from './staff-refusals.tsx';

const REFRESH_SECONDS = 5;
const crumbs = (view: View, label: string) => [...officeCrumb(view), { label: t('decisions.navigation'), href: view.href(DECISIONS) }, { label }];

/** Letters to be printed: what waits, how far a run is, its files. */
export async function lettersPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const waiting = await unsentNotices(view.tx, view.town.id);
  const runs = await listLetterRuns(view.tx, view.town.id);
  const isBusy = runs.some(({ state }) => state === 'planned' || state === 'making');
  const typed = form.values['way']?.[0];
  const order = (way: 'post' | 'hand-over', count: number) => (count > 0 && !isBusy ? (
    <Form form={typed === way ? form : emptyForm} texts={staffDecisionTexts} id={way} label={t(way === 'post' ? 'post.order' : 'post.order.hand')} action={view.href(POST)}>
      <input type="hidden" name="way" value={way} />
      <Button icon="print">{t(way === 'post' ? 'post.order' : 'post.order.hand')}</Button>
    </Form>
  ) : null);
  return {
    title: t('post.title'), breadcrumbs: crumbs(view, t('post.title')),
    content: (
      <>
        <PageHead title={t('post.title')} lead={t('post.lead')} />
        {isBusy || typed === undefined ? <StaffRefusals form={form} /> : null}
        {view.query.has('verschickt') ? <Notice kind="success" live>{t('post.sent.done')}</Notice> : null}
        <section class="stack">
          <p>{t('post.waiting', { count: waiting.post })}</p>
          {order('post', waiting.post)}
          <p>{t('post.waiting.hand', { count: waiting.handOver })}</p>
          {order('hand-over', waiting.handOver)}
        </section>
        <section class="stack">
          <h2>{t('post.runs')}</h2>
          {runs.length === 0 ? <EmptyState icon="print" level={3} title={t('post.runs.empty')} explanation={t('post.runs.empty.text')} /> : <p class="muted">{t('post.kept')}</p>}
          {runs.map((run) => <Run view={view} run={run} />)}
        </section>
      </>
    ),
  };
}

function Run({ view, run }: { view: View; run: LetterRun }) {
  const state = t(`post.state.${run.state}`, { made: run.made, letters: run.letters, reason: run.failure ? t(run.failure.code as 'pdf-fault') : '' });
  return (
    <section class="panel stack">
      <h3>{t('post.run', { at: sayDay('de', dayOfInstant(run.createdAt)) })}</h3>
      {run.state === 'planned' || run.state === 'making' ? <Progress label={state} done={run.made} total={run.letters} refreshSeconds={REFRESH_SECONDS}><p>{state}</p></Progress> : <p>{state}</p>}
      <ul>{run.files.map(({ id, firstPosition, lastPosition, pages }) => <li><a href={view.href(`${POST}/datei/${id}`)}>{t('post.file', { from: firstPosition, until: lastPosition, pages })}</a></li>)}</ul>
      {run.state === 'done' ? run.unsent === 0 ? <p>{t('post.all-sent')}</p> : (
        <Form form={emptyForm} texts={staffDecisionTexts} id={`verschickt-${run.id}`} label={t('post.sent')} action={view.href(`${POST}/${run.id}/verschickt`)}><Button look="secondary" icon="check">{t('post.sent')}</Button></Form>
      ) : null}
    </section>
  );
}

/** One file of a run, decrypted for whoever prints. */
export async function letterFile(view: View): Promise<Response> {
  const id = view.param('file');
  const content = isUuid(id) ? await openLetterFile(view.tx, view.town.id, view.configuration.secretKey, id) : undefined;
  if (!content) throw new NotFound();
  return new Response(content, { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="briefe.pdf"', 'Cache-Control': 'no-store' } });
}

/** How letters are written. */
export async function letterSettingPage(view: View, form?: FormState): Promise<Sheet> {
  const setting = await readLetterSetting(view.tx, view.town.id);
  const remedy = remedyOf(setting);
  const { usualRemedy, remedySource, town: _town, slug: _slug, ...values } = setting;
  return {
    title: t('setting.title'), breadcrumbs: crumbs(view, t('setting.title')),
    content: (
      <>
        <PageHead title={t('setting.title')} lead={t('setting.lead')} />
        {view.query.has('gespeichert') ? <Notice kind="success" live>{t('setting.saved')}</Notice> : null}
        {remedy.kind === usualRemedy || remedy.kind === 'own' ? null : <Notice kind="warning"><p>{t('setting.remedy.unusual', { kind: t(`setting.remedy.${usualRemedy}`), source: remedySource })}</p></Notice>}
        {isComplete(remedy) ? null : <Notice kind="warning"><p>{t('setting.remedy.missing')}</p></Notice>}
        <Form form={form ?? filledForm(values)} texts={staffDecisionTexts} label={t('setting.title')}>
          <TextField name="officeName" label={t('setting.officeName')} />
          <TextField name="senderLine" label={t('setting.senderLine')} />
          <TextField name="place" label={t('setting.place')} />
          <TextField name="phone" label={t('setting.phone')} type="tel" optional />
          <TextArea name="contact" label={t('setting.contact')} hint={t('setting.contact.hint')} rows={4} />
          <RadioGroup name="remedyKind" label={t('setting.remedy')} hint={t('setting.remedy.hint', { kind: t(`setting.remedy.${usualRemedy}`), source: remedySource })} options={remedyKinds.map((value) => ({ value, label: t(`setting.remedy.${value}`) }))} />
          <TextField name="remedyBody" label={t('setting.remedyBody')} hint={t('setting.remedyBody.hint')} optional />
          <TextArea name="remedyText" label={t('setting.remedyText')} rows={4} optional />
          <NumberField name="answerDays" label={t('setting.answerDays')} hint={t('setting.answerDays.hint')} />
          <NumberField name="firstDayWithin" label={t('setting.firstDayWithin')} hint={t('setting.firstDayWithin.hint')} />
          <NumberField name="reminderDays" label={t('setting.reminderDays')} />
          <RadioGroup name="replacement" label={t('setting.replacement')} options={replacementWays.map((value) => ({ value, label: t(`setting.replacement.${value}`) }))} />
          <RadioGroup name="serviceLaw" label={t('setting.serviceLaw')} hint={t('setting.serviceLaw.hint')} options={serviceLaws.map((value) => ({ value, label: t(`setting.serviceLaw.${value}`) }))} />
          <Button>{t('setting.save')}</Button>
        </Form>
        <section class="panel stack">
          <h2>{t('setting.preview')}</h2>
          <p>{remedyText(remedy, setting.town)}</p>
        </section>
      </>
    ),
  };
}
