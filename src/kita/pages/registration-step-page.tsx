import type { FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { draftSteps, isDraftStep, stepsOf, type DraftStep } from '../registration/draft.ts';
import { registrationTexts } from '../registration-texts.ts';
import type { SavedStep } from '../server/draft-step.ts';
import { findDraft } from '../server/drafts.ts';
import { childrenOfPerson } from '../server/guardians.ts';
import { askedOfFamilies } from '../server/save-draft-circumstances.ts';
import { listRegistrations } from '../server/registrations.ts';
import { childStep, needsStep } from './registration-child-steps.tsx';
import { concernsStep } from './registration-concerns-step.tsx';
import { addressStep, guardiansStep } from './registration-family-steps.tsx';
import { registrationPath, stepPath } from '../registration-paths.ts';
import { StepFrame } from './registration-frame.tsx';
import { reviewStep } from './registration-review-step.tsx';
import { circumstancesStep, siblingsStep, startStep } from './registration-start-steps.tsx';
import { otherChildren, seeOther, type ShownStep, type StepView } from './registration-step.ts';
import { wishesStep } from './registration-wishes-step.tsx';

const showing: Record<DraftStep, (step: StepView) => Promise<ShownStep> | ShownStep> = {
  kind: childStep, besonderes: needsStep, sorgeberechtigte: guardiansStep, adresse: addressStep, beginn: startStep, wuensche: wishesStep, geschwister: siblingsStep, lebenslage: circumstancesStep, anliegen: concernsStep, pruefen: reviewStep,
};

/** A page of the person's own draft. Of a draft that was sent meanwhile (a stale tab) it leads to what was sent. */
export async function stepPage(view: View): Promise<Sheet | Response> {
  const step = view.param('step');
  if (!isDraftStep(step)) throw new NotFound();
  return showStep(view, step);
}

/** The same page with what was typed before it was refused. */
export const stepAgain = (step: DraftStep) => async (view: View, form: FormState): Promise<Sheet> => {
  const sheet = await showStep(view, step, form);
  if (sheet instanceof Response) throw new NotFound();
  return sheet;
};

async function showStep(view: View, step: DraftStep, form?: FormState): Promise<Sheet | Response> {
  const id = view.param('id');
  if (!isUuid(id)) throw new NotFound();
  const personId = view.who.personId!;
  const stored = await findDraft(view.tx, view.town.id, view.configuration.secretKey, personId, id);
  if (!stored) return sentAlready(view, personId, id);
  const { draft } = stored;
  const steps = stepsOf(draft, { otherChildren: (await otherChildren(view, draft)).length, askedFacts: (await askedOfFamilies(view.tx, view.town.id, view.clock)).length });
  if (!steps.includes(step)) return seeOther(view.href(stepPath(id, steps.find((one) => draftSteps.indexOf(one) > draftSteps.indexOf(step)) ?? 'pruefen')));
  const { lead, content } = await showing[step]({ view, id, draft, steps, form });
  const t = registrationTexts.in(view.language);
  return {
    title: `${t('navigation')}: ${t('step.position', { step: steps.indexOf(step) + 1, steps: steps.length })}`,
    noIndex: true,
    content: <StepFrame view={view} id={id} draft={draft} steps={steps} step={step} lead={lead}>{content}</StepFrame>,
  };
}

async function sentAlready(view: View, personId: Uuid, id: Uuid): Promise<Response> {
  const [registration] = await listRegistrations(view.tx, view.town.id, { state: 'submitted', ids: [id] });
  const isOwn = registration && (await childrenOfPerson(view.tx, view.town.id, personId)).some(({ childId }) => childId === registration.childId);
  if (!isOwn) throw new NotFound();
  return seeOther(view.href(registrationPath(id)));
}

/** Where a saved page leads: on, or back to itself. A page this family does not see leads on by itself. */
export function afterStep({ id, step, stays }: SavedStep): string {
  return stepPath(id, stays ? step : draftSteps[draftSteps.indexOf(step) + 1] ?? 'pruefen');
}
