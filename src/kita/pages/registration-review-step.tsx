import { emptyForm } from '../../platform/form.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { openSteps } from '../registration/draft.ts';
import { registrationTexts } from '../registration-texts.ts';
import { stepPath } from '../registration-paths.ts';
import type { ShownStep, StepView } from './registration-step.ts';
import { loadToldNames, Told } from './registration-told.tsx';

/** Everything told, to be checked and sent. */
export async function reviewStep({ view, id, draft, steps, form = emptyForm }: StepView): Promise<ShownStep> {
  const t = registrationTexts.in(view.language);
  const open = new Set(openSteps(draft, steps));
  const names = await loadToldNames(view, draft);
  return {
    content: (
      <>
        {steps.filter((step) => step !== 'pruefen').map((step) => (
          <section class="stack" aria-labelledby={`s-${step}`}>
            <h2 id={`s-${step}`}>{t(`step.${step}`)}</h2>
            {open.has(step) ? <Notice kind="warning"><p>{t('review.missing')}</p></Notice> : null}
            <Told view={view} draft={draft} step={step} names={names} />
            <p class="no-print"><a href={view.href(stepPath(id, step))}>{t('review.change', { step: t(`step.${step}`) })}</a></p>
          </section>
        ))}
        <p>{t('review.office')}</p>
        <Form form={form} texts={registrationTexts}>
          <ButtonRow><Button>{t(draft.changes ? 'review.save' : 'review.submit')}</Button></ButtonRow>
        </Form>
      </>
    ),
  };
}
