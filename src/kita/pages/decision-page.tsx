import { sayDay } from '../../offers/said.ts';
import { loadDayCalendar } from '../../offers/server/day-calendar.ts';
import { NotFound } from '../../platform/failure.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import type { Day } from '../../platform/day.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { staffDecisionTexts } from '../decision-texts.ts';
import { remedyUntil } from '../decisions/service.ts';
import { officePaths } from '../office-paths.ts';
import { decisionContents, listDecisions } from '../server/decision-records.ts';
import { letterOffice, readLetterSetting } from '../server/letter-setting.ts';
import { dayOfInstant } from '../registration/day-of-instant.ts';
import { listNotices, type ToldNotice } from '../server/notices.ts';
import { DecisionLetter } from './decision-letter.tsx';
import { DECISIONS, t } from './decision-words.ts';
import { AnswerState } from './decisions-page.tsx';
import { officeCrumb } from './office-crumb.ts';
import { StaffRefusals } from './staff-refusals.tsx';

/** One decision for the office: what the letter says, who was told how, and the answer given on the telephone. */
export async function decisionPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const id = view.param('id');
  const [decision] = isUuid(id) ? await listDecisions(view.tx, view.town.id, { ids: [id] }) : [];
  if (!decision) throw new NotFound();
  const content = (await decisionContents(view.tx, view.town.id, view.configuration.secretKey, [decision.id])).get(decision.id)!;
  const setting = await readLetterSetting(view.tx, view.town.id);
  const notices = await listNotices(view.tx, view.town.id, decision.id);
  const calendar = await loadDayCalendar(view.tx, view.town.id);
  const isUnserved = notices.some(({ kind }) => kind === 'decision') && !notices.some(({ kind, servedOn }) => kind === 'decision' && servedOn !== null);
  const title = t('decision.title', { number: decision.number });
  const isOpen = decision.outcome === 'place' && decision.answerUntil !== null && !decision.answer && !decision.replacedAt;
  return {
    title, breadcrumbs: [...officeCrumb(view), { label: t('decisions.navigation'), href: view.href(DECISIONS) }, { label: title }],
    content: (
      <>
        <PageHead preline={title} title={decision.childName} actions={<LinkButton look="secondary" href={view.href(officePaths.child(decision.childId))}>{t('decision.child')}</LinkButton>} />
        {isOpen ? null : <StaffRefusals form={form} />}
        {view.query.has('eingetragen') ? <Notice kind="success" live>{t('enter.done')}</Notice> : null}
        {view.query.has('wieder') ? <Notice kind="success" live>{t('resume.done')}</Notice> : null}
        <p><AnswerState decision={decision} />{decision.answer?.firstDay ? ` ${t('decision.first-day', { day: sayDay('de', decision.answer.firstDay) })}` : null}</p>
        {isOpen ? (
          <section class="stack no-print">
            <h2>{t('enter.title')}</h2>
            <Form form={form} texts={staffDecisionTexts} id="antwort" label={t('enter.title')} action={view.href(`${DECISIONS}/${decision.id}/antwort`)}>
              <RadioGroup name="answer" label={t('enter.answer')} inline options={(['accepted', 'declined'] as const).map((value) => ({ value, label: t(`enter.${value}`) }))} />
              <RadioGroup name="way" label={t('enter.way')} inline options={(['phone', 'office'] as const).map((value) => ({ value, label: t(`enter.${value}`) }))} />
              <DateField name="firstDay" label={t('enter.first-day')} hint={t('enter.first-day.hint')} optional />
              <Checkbox name="keepsWaiting" label={t('enter.keeps')} />
              <Button>{t('enter.button')}</Button>
            </Form>
          </section>
        ) : null}
        {decision.answer?.answer === 'lapsed' && !decision.replacedAt ? (
          <section class="stack no-print">
            <h2>{t('resume.title')}</h2>
            <p>{t('resume.text')}</p>
            <Form form={emptyForm} texts={staffDecisionTexts} id="wieder" label={t('resume.button')} action={view.href(`${DECISIONS}/${decision.id}/wieder`)}><Button look="secondary">{t('resume.button')}</Button></Form>
          </section>
        ) : null}
        <section class="stack">
          <h2>{t('decision.told')}</h2>
          {notices.length === 0 ? <p>{t('decision.told.none')}</p> : (
            <ul>{notices.map((notice) => <li>{sayNotice(notice, decision.form === 'notice' && notice.servedOn ? remedyUntil(setting.remedyKind, notice.servedOn, calendar) : undefined)}</li>)}</ul>
          )}
          {isOpen && isUnserved ? <p>{t('decision.unserved')}</p> : null}
        </section>
        <section class="panel stack" aria-label={t('decision.letter')}>
          <h2>{t('decision.letter')}</h2>
          <DecisionLetter language="de" letter={{ decision, content, office: letterOffice(setting, view.configuration.baseUrl.origin) }} />
        </section>
      </>
    ),
  };
}

/** Who was told in which way; of an electronic notice when it lay ready and was opened; the day it counts as served, and how long a remedy is open. */
function sayNotice({ name, kind, way, isSent, providedAt, retrievedAt, retrieveUntil, servedOn }: ToldNotice, remedy: Day | undefined): string {
  const day = (on: Day) => ({ day: sayDay('de', on, 'short') });
  const line = t('decision.told.line', { name, kind: t(`notice.${kind}`), way: t(`notice.${way}`), state: t(isSent ? 'notice.sent' : 'notice.waiting') });
  if (kind !== 'decision') return line;
  return [
    line, ...(providedAt ? [t('decision.provided', day(dayOfInstant(providedAt)))] : []),
    ...(retrievedAt ? [t('decision.retrieved', day(dayOfInstant(retrievedAt)))] : retrieveUntil ? [t(way === 'mail' ? 'decision.retrieve-until' : 'decision.not-retrieved', day(retrieveUntil))] : []),
    servedOn ? t('decision.served', day(servedOn)) : t('decision.not-served'), ...(remedy ? [t('decision.remedy-until', day(remedy))] : []),
  ].join('; ');
}
