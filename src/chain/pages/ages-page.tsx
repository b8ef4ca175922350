import { configurePhases } from '../../offers/permissions.ts';
import { plainName } from '../../offers/names.ts';
import type { LifePhase } from '../../offers/phase.ts';
import { listPhases } from '../../offers/server/phases.ts';
import { emptyForm, typed, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhaseTag } from '../../ui/phase-tag.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { ageQuestions, withAnswers, type AgeQuestion } from '../age-bands.ts';
import { permissions } from '../permissions.ts';
import { listAgeAnswers, type RecordedAnswer } from '../server/age-answers.ts';
import { staffTexts } from '../texts.ts';
import { askAge, explainQuestion, sayMonth } from './age-words.ts';
import { paths, staffSheet, t } from './staff-frame.tsx';

/** The phases, the questions their ages leave open, and the answers. */
export async function agesPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const phases = await listPhases(view.tx, view.town.id);
  const questions = withAnswers(ageQuestions(phases), await listAgeAnswers(view.tx, view.town.id));
  return staffSheet(view, {
    title: t('ages.title'), tab: 'ages',
    content: (
      <>
        <PageHead
          title={t('ages.title')} lead={t('ages.lead')}
          actions={configurePhases.allows(view.who) ? <LinkButton look="secondary" href={view.href('/verwaltung/lebensphasen')}>{t('ages.change')}</LinkButton> : undefined}
        />
        <Table
          caption={t('ages.table')} rows={phases.map((phase, index) => ({ phase, order: index + 1 }))}
          columns={[
            { header: t('phase'), rowHeader: true, cell: ({ phase, order }) => <PhaseTag order={order}>{plainName(phase.names, 'de')}</PhaseTag> },
            { header: t('ages.from'), cell: ({ phase }) => sayMonth(phase.fromMonth) },
            { header: t('ages.until'), cell: ({ phase }) => sayMonth(phase.untilMonth) },
          ]}
        />
        <section class="stack">
          <h2>{t('ages.questions')}</h2>
          {questions.length === 0 ? <EmptyState title={t('ages.none.title')} explanation={t('ages.none')} icon="check" level={3} /> : null}
          {questions.map(({ question, answer }, index) => (
            <Question question={question} answer={answer} phases={phases} number={index + 1} form={form} view={view} />
          ))}
        </section>
      </>
    ),
  });
}

interface QuestionProps {
  question: AgeQuestion;
  answer?: RecordedAnswer;
  phases: readonly LifePhase[];
  number: number;
  form: FormState;
  view: View;
}

function Question({ question, answer, phases, number, form, view }: QuestionProps) {
  const { kind, fromMonth, untilMonth } = question;
  // Of several forms on the page only the one that was sent is shown again.
  const isSent = typed(form, 'kind') === kind && typed(form, 'fromMonth') === String(fromMonth) && typed(form, 'untilMonth') === String(untilMonth);
  return (
    <article class="panel stack">
      <h3>{askAge(question)}</h3>
      <p>{explainQuestion(question, phases)}</p>
      {answer ? <><p>{answer.answer}</p><p class="muted small">{t('ages.answered', { day: answer.answeredAt })}</p></> : null}
      {permissions.answerAgeQuestion.allows(view.who) ? (
        <Form form={isSent ? form : emptyForm} texts={staffTexts} id={`frage-${number}`} label={askAge(question)} action={view.href(paths.ages)}>
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="fromMonth" value={String(fromMonth)} />
          <input type="hidden" name="untilMonth" value={String(untilMonth)} />
          <TextArea name="answer" label={t('ages.answer')} hint={t('ages.answer.hint')} rows={2} />
          <Button look="secondary">{t('ages.save')}</Button>
        </Form>
      ) : null}
    </article>
  );
}
