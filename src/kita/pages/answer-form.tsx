import { emptyForm, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { sayDay } from '../../offers/said.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { decisionTexts } from '../decision-texts.ts';
import type { DecisionContent, DecisionRecord } from '../decisions/content.ts';
import { firstDaysOf } from '../server/answers.ts';
import { dayOfInstant } from '../registration/day-of-instant.ts';

interface AnswerFormProps {
  view: View;
  decision: DecisionRecord;
  content: DecisionContent;
  action: string;
  form?: FormState | undefined;
  mayDecide?: boolean;
  /** days from the beginning of the place within which the child comes first */
  firstDayWithin: number;
  /** the letter has not arrived: nobody is late */
  isUnserved?: boolean;
}

/** What can still be answered, or what was answered: two forms of one question, so that each is one click. */
export function AnswerForm({ view, decision, content, action, form = emptyForm, mayDecide = true, isUnserved = false, firstDayWithin }: AnswerFormProps) {
  const t = decisionTexts.in(view.language);
  // Where the form is gone, what it was refused for is said above what holds now.
  const refusals = form.refusals.map(({ code, values }) => <Notice kind="warning" live><p>{t(code as 'already-answered', values)}</p></Notice>);
  if (decision.answer) {
    return <>{refusals}<Notice kind={decision.answer.answer === 'accepted' ? 'success' : 'info'}><p>{t(`answered.${decision.answer.answer}`, { day: sayDay(view.language, dayOfInstant(decision.answer.at)) })}{decision.answer.firstDay ? ` ${t('answered.first-day', { day: sayDay(view.language, decision.answer.firstDay) })}` : ''}</p></Notice></>;
  }
  if (decision.replacedAt) return <Notice><p>{t('replaced')}</p></Notice>;
  if (decision.outcome !== 'place' || decision.answerUntil === null) return null;
  if (view.clock.today() > decision.answerUntil && !isUnserved) return <Notice kind="warning"><p>{t('answer-too-late')}</p></Notice>;
  if (!mayDecide) return <Notice><p>{t('may-not-decide')}</p></Notice>;
  const isChange = content.presentFacilityName !== undefined;
  const said = form.values['answer']?.[0];
  const first = decision.startsOn && firstDaysOf(decision.startsOn, { firstDayWithin });
  return (
    <section class="panel stack no-print">
      <p>{t('until', { day: sayDay(view.language, decision.answerUntil, 'weekday') })}</p>
      <Form form={said === 'declined' ? emptyForm : form} texts={decisionTexts} id="annehmen" label={t('accept.button')} action={action}>
        <input type="hidden" name="answer" value="accepted" />
        {(content.rank ?? 1) > 1 ? <Checkbox name="keepsWaiting" label={t('accept.keeps')} /> : null}
        {first ? <DateField name="firstDay" label={t('accept.first-day')} hint={t('accept.first-day.hint', { from: sayDay(view.language, first.from), until: sayDay(view.language, first.until) })} optional /> : null}
        <Button icon="check">{t('accept.button')}</Button>
      </Form>
      <details open={said === 'declined'}>
        <summary>{t('decline.summary')}</summary>
        <Form form={said === 'declined' ? form : emptyForm} texts={decisionTexts} id="ablehnen" label={t('decline.button')} action={action}>
          <p>{t('decline.text')}{isChange ? ` ${t('decline.text.change')}` : ''}</p>
          <input type="hidden" name="answer" value="declined" />
          {content.wishes.length > 1 ? <Checkbox name="keepsWaiting" label={t('decline.keeps')} /> : null}
          <Button look="secondary">{t('decline.button')}</Button>
        </Form>
      </details>
    </section>
  );
}
